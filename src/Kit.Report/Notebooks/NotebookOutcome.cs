namespace Kit.Report.Notebooks;

/// <summary>How a run ended; the number is the command's exit code.</summary>
public enum NotebookOutcome
{
    /// <summary>Every cell ran.</summary>
    Ran = 0,

    /// <summary>A cell failed, or ended the process.</summary>
    CellFailed = 1,

    /// <summary>The notebook or an argument is not what it should be; nothing ran.</summary>
    Refused = 2,

    /// <summary>It took longer than allowed, and was stopped.</summary>
    TimedOut = 3,
}
