namespace Kit.Report.Notebooks;

/// <summary>What a cell is written in, by the names that notebooks of .NET Interactive use.</summary>
/// <param name="Name">As stored: <c>csharp</c>.</param>
/// <param name="Title">As people write it: <c>C#</c>.</param>
/// <param name="Aliases">Other names of it that switch cells.</param>
public sealed record Language(string Name, string Title, Sequence<string> Aliases)
{
    /// <summary>C# as scripts have it: a last expression without semicolon is the cell's value.</summary>
    public static Language CSharp { get; } = new("csharp", "C#", ["c#", "C#"]);

    /// <summary>F# as F# Interactive has it.</summary>
    public static Language FSharp { get; } = new("fsharp", "F#", ["f#", "F#"]);

    /// <summary>Text; it is shown, not run.</summary>
    public static Language Markdown { get; } = new("markdown", "Markdown", ["md"]);

    /// <summary>Everything that starts a cell in a .dib without being declared there.</summary>
    public static Sequence<Language> Known { get; } =
    [
        CSharp, FSharp, Markdown, new("html", "HTML", []), new("http", "HTTP", []),
        new("javascript", "JavaScript", ["js"]), new("kql", "KQL", []), new("mermaid", "Mermaid", []),
        new("pwsh", "PowerShell", ["powershell"]), new("sql", "SQL", []), new("value", "value", []),
    ];

    /// <summary>The language of that name or alias; an unknown one is kept under its name.</summary>
    public static Language Named(string name) => Find(name, Known) ?? new(name, name, []);

    internal static Language? Find(string name, IEnumerable<Language> among) =>
        among.FirstOrDefault(one => one.Name == name || one.Aliases.Contains(name));
}
