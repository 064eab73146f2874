namespace Kit.Report.Notebooks.Kernels;

/// <summary>A cell that did not compile, threw, or asked for what is not there.</summary>
internal sealed class CellFailure : Exception
{
    public CellFailure(string name, string message, params string[] trace) : base(message) =>
        (Name, Trace) = (name, Sequence.From(trace.AsSpan()));

    /// <summary>The kind of the failure.</summary>
    public string Name { get; }

    /// <summary>Cells and lines.</summary>
    public Sequence<string> Trace { get; }

    /// <summary>An exception of the cell's own code, with the lines of cells that it passed.</summary>
    public static CellFailure From(Exception error) =>
        error is CellFailure own ? own : new(error.GetType().FullName ?? error.GetType().Name, error.Message,
            CellTrace.Lines(error));

    public CellOutput.Failed ToOutput() => new(Name, Message, Trace);
}
