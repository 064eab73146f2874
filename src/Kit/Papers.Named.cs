namespace Kit;

/// <summary>Losses by name, for configuration files. A name that means several things carries its variant.</summary>
public static partial class Papers
{
    /// <summary>Every published loss of the kit with its paper, by name.</summary>
    public static Sequence<Published> Catalogue => Shelf.All;

    /// <summary>Every name that <see cref="Named"/> knows, in order.</summary>
    public static Sequence<string> Names => [.. Catalogue.Select(one => one.Name)];

    /// <summary>The loss of that name, with its authors' defaults: <c>Papers.Named("ipo/mean")</c>.</summary>
    /// <exception cref="ArgumentException">No loss has it; the message lists those that begin alike.</exception>
    public static Objective Named(string name) => Shelf.ByName.TryGetValue(name, out var found)
        ? found.Objective
        : throw new ArgumentException($"loss '{name}': expected one of [{string.Join(", ", Alike(name))}]. "
            + "Names that mean several things carry their variant.");

    private static IEnumerable<string> Alike(string name)
    {
        var stem = name.Split('/', '-', '_')[0];
        var near = Names.Where(known => stem.Length > 1 && known.Contains(stem, StringComparison.Ordinal));
        return near.Any() ? near : Names;
    }
}
