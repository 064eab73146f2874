namespace Kit.Pipelines;

/// <summary>How far a stage has come; whoever shows progress listens to these.</summary>
/// <param name="Stage">The stage's name; a new name begins a new stage.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units of the stage.</param>
/// <param name="Unit">Such as clips or steps.</param>
/// <param name="Note">A few words or numbers beside the bar.</param>
public sealed record Advance(string Stage, int Done, int Total, string Unit, string Note = "");

/// <summary>Progress of one stage as a plain listener.</summary>
public static class Advances
{
    /// <summary>A listener that is told how many units are done, on the caller's thread.</summary>
    public static IProgress<int> Of(this IProgress<Advance> progress, string stage, int total, string unit) =>
        new Relay<int>(done => progress.Report(new Advance(stage, done, total, unit)));

    /// <summary>A listener that turns each report into an advance, on the caller's thread.</summary>
    public static IProgress<T> Of<T>(this IProgress<Advance> progress, Func<T, Advance> advance) =>
        new Relay<T>(report => progress.Report(advance(report)));

    /// <summary>A listener that is told of one stage only, under another name.</summary>
    public static IProgress<Advance> Only(this IProgress<Advance> progress, string stage, string name) =>
        new Relay<Advance>(advance =>
        {
            if (advance.Stage == stage) progress.Report(advance with { Stage = name });
        });

    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
