namespace Kit.Report.Notebooks.Running;

/// <summary>One thing that a cell asks for, in the order of its lines.</summary>
internal abstract record CellStep(int Line)
{
    /// <summary>A line <c>#!name …</c>.</summary>
    public sealed record Magic(int Line, Language Language, string Name, MagicWords Words) : CellStep(Line);

    /// <summary>A line <c>#r "…"</c>.</summary>
    public sealed record Reference(int Line, Language Language, string Target) : CellStep(Line);

    /// <summary>Text to run. What was read of it before is left blank, so that lines keep their numbers.</summary>
    public sealed record Code(int Line, Language Language, string Text) : CellStep(Line);
}
