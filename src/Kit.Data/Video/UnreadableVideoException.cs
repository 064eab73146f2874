namespace Kit.Data.Video;

/// <summary>A video that cannot be read as asked; scripts catch it and end with exit code 2.</summary>
/// <remarks>Message: {file}: {problem} {remedy}</remarks>
public sealed class UnreadableVideoException(string file, string problem, string remedy, Exception? cause = null)
    : Exception($"{file}: {problem} {remedy}", cause)
{
    public string File { get; } = file;

    /// <summary>What was expected and what was found.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do next.</summary>
    public string Remedy { get; } = remedy;
}
