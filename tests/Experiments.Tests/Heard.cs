using System.Collections.Concurrent;
using Kit.Pipelines;
using Kit.Pipelines.Alignment;

namespace Experiments.Tests;

/// <summary>Keeps what it is told, and does something about it where a test says so.</summary>
internal sealed class Heard(Action<Advance>? act = null) : IProgress<Advance>, IProgress<StepReport>
{
    public ConcurrentQueue<Advance> Advances { get; } = [];

    public void Report(Advance value)
    {
        Advances.Enqueue(value);
        act?.Invoke(value);
    }

    public void Report(StepReport value) { }

    /// <summary>A listener that ends the run where it is told so.</summary>
    public static Heard Until(Func<Advance, bool> end) => new(advance =>
    {
        if (end(advance)) throw new OperationCanceledException();
    });
}
