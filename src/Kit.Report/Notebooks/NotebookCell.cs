namespace Kit.Report.Notebooks;

/// <summary>One cell: a text in a language, and what running it gave.</summary>
/// <param name="Language">Whose text it is.</param>
/// <param name="Source">Lines joined by \n.</param>
public sealed record NotebookCell(Language Language, string Source)
{
    /// <summary>In the order in which they appeared; empty before a run and for Markdown.</summary>
    public Sequence<CellOutput> Outputs { get; init; } = [];

    /// <summary>Which of the notebook's runs it was, from 1; null before it ran.</summary>
    public int? Order { get; init; }

    /// <summary>The name that survives moves; empty when the file has none.</summary>
    public string Id { get; init; } = "";

    /// <summary>Such as <c>parameters</c>.</summary>
    public Sequence<string> Tags { get; init; } = [];

    /// <summary>The cell's JSON as read, so that what is not modelled survives.</summary>
    internal string Origin { get; init; } = "{}";

    internal const string Parameters = "parameters";

    /// <summary>Whether <c>--param</c> goes behind it: the tag <c>parameters</c>, or, where tags cannot be stored, a
    /// first line <c>// parameters</c>.</summary>
    public bool TakesParameters => Tags.Contains(Parameters)
        || (Language != Language.Markdown && Source.TrimStart().Split('\n')[0].Trim() == "// parameters");

    /// <summary>As it is after a run.</summary>
    public NotebookCell With(Sequence<CellOutput> outputs, int? order) =>
        this with { Outputs = outputs, Order = order };

    /// <summary>As it was before any run.</summary>
    public NotebookCell WithoutOutputs() => With([], null);
}
