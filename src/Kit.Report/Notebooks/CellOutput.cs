namespace Kit.Report.Notebooks;

/// <summary>Something that a cell showed; the four kinds of nbformat 4.</summary>
public abstract record CellOutput
{
    private CellOutput()
    {
    }

    /// <summary>Printed text.</summary>
    /// <param name="Channel"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="Text">Lines joined by \n.</param>
    public sealed record Printed(string Channel, string Text) : CellOutput;

    /// <summary>A value that the cell handed to <c>display</c>.</summary>
    public sealed record Displayed(Bundle Bundle) : CellOutput;

    /// <summary>The cell's value.</summary>
    public sealed record Result(Bundle Bundle) : CellOutput;

    /// <summary>Why the cell failed.</summary>
    /// <param name="Name">The kind: <c>CompilationError</c>, or the exception's type.</param>
    /// <param name="Message">What it says.</param>
    /// <param name="Trace">Where: cells and lines.</param>
    public sealed record Failed(string Name, string Message, Sequence<string> Trace) : CellOutput;
}
