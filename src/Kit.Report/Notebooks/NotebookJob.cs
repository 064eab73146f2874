using Kit.Report.Notebooks.Running;

namespace Kit.Report.Notebooks;

/// <summary>A notebook to run, in a process of its own.</summary>
/// <param name="File">.ipynb, .dib or a script.</param>
/// <remarks>Cells run from the top until one fails; the culture is invariant; the working folder is the notebook's.
/// What is stored depends on the notebook alone: no times, and paths below its folder are relative.</remarks>
public sealed record NotebookJob(string File)
{
    /// <summary>Values for its parameters.</summary>
    public Sequence<NotebookParameter> Parameters { get; init; } = [];

    /// <summary>Where the notebook with its outputs goes, in the form that the ending names; null stores
    /// nothing.</summary>
    public string? Output { get; init; }

    /// <summary>After which the process and its children are stopped.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>With one more parameter.</summary>
    public NotebookJob With(NotebookParameter parameter) => this with { Parameters = Parameters.Add(parameter) };

    /// <summary>With outputs stored there.</summary>
    public NotebookJob To(string output) => this with { Output = output };

    /// <summary>With another limit.</summary>
    public NotebookJob Within(TimeSpan limit) => this with { Limit = limit };

    /// <summary>Runs it.</summary>
    /// <param name="log">Progress, errors, and, when nothing is stored, what the cells show.</param>
    public NotebookOutcome Run(TextWriter log) => NotebookProcess.Run(this, log);
}
