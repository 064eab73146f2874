namespace Kit.Report.Notebooks.Kernels;

/// <summary>Which assemblies this process runs on: a notebook that names one of them gets this one, so that its values
/// are the runner's and both languages mean the same types.</summary>
internal static class Assemblies
{
    private static readonly string Shared = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly string[] Trusted =
        ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string) ?? "").Split(Path.PathSeparator);

    /// <summary>The base library's files.</summary>
    public static Sequence<string> Framework { get; } =
        [.. Trusted.Where(path => Path.GetDirectoryName(path) == Shared && Path.GetFileName(path) != "mscorlib.dll")];

    /// <summary>The running assembly of that file name; null when none runs.</summary>
    public static string? Running(string file) => Trusted
        .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        .FirstOrDefault(path => Path.GetFileName(path).Equals(file, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a <c>#r</c> means.</summary>
    /// <param name="target">A path, <c>nuget: Name, version</c>, or an assembly's name.</param>
    /// <param name="folder">Where relative paths begin.</param>
    public static string Resolve(string target, string folder)
    {
        if (target.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)) return Package(target["nuget:".Length..]);
        if (Running(Path.GetFileName(target)) is { } running) return running;
        if (Running(target + ".dll") is { } named) return named;
        var path = Path.GetFullPath(target, folder);
        return File.Exists(path) ? path : throw new CellFailure("ReferenceError",
            $"#r \"{target}\": expected an assembly's file, got none there. Build it, or correct the path.");
    }

    private static string Package(string reference)
    {
        var name = reference.Split(',')[0].Trim();
        return Running(name + ".dll") ?? throw new CellFailure("ReferenceError",
            $"#r \"nuget:{reference}\": expected a package that the runner carries, got {name}, and packages are not "
            + "downloaded while a notebook runs. Reference its file with #r \"path/to.dll\".");
    }
}
