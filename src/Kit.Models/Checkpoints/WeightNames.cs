namespace Kit.Models.Checkpoints;

/// <summary>How the names in a file become those of a module: the first prefix that matches is replaced.</summary>
/// <param name="Prefixes">In a file, in the module.</param>
internal sealed record WeightNames(Sequence<(string File, string Module)> Prefixes)
{
    /// <summary>Constants that older files store among the weights; the kit computes them.</summary>
    private static readonly string[] Constants = [".rotary_emb.inv_freq", ".embeddings.position_ids"];

    /// <summary>The same names.</summary>
    public static WeightNames AsTheyAre { get; } = new([]);

    /// <summary>The module's name for a file's.</summary>
    public string InModule(string name)
    {
        foreach (var (file, module) in Prefixes)
            if (name.StartsWith(file, StringComparison.Ordinal)) return module + name[file.Length..];
        return name;
    }

    /// <summary>True for what need not be read.</summary>
    public static bool IsConstant(string name) => Constants.Any(c => name.EndsWith(c, StringComparison.Ordinal));
}
