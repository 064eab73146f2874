namespace Kit.Report;

/// <summary>Where stages are shown.</summary>
public abstract class Stages
{
    private protected Stages()
    {
    }

    /// <summary>Opens a stage; it is shown at once, and closed by disposing it.</summary>
    /// <param name="name">Such as "train RRPO, seed 2".</param>
    /// <param name="total">Steps to do.</param>
    /// <param name="unit">What a step is: steps, clips, questions.</param>
    public abstract StageProgress Begin(string name, long total, string unit = "steps");

    /// <summary>A line above the bars, or in the log.</summary>
    public abstract void Say(string line);

    /// <summary>Opens a stage, advances it after each item, closes it.</summary>
    public IReadOnlyList<TResult> Each<T, TResult>(
        string name, IReadOnlyList<T> items, string unit, Func<T, TResult> work)
    {
        using var stage = Begin(name, items.Count, unit);
        var results = new List<TResult>(items.Count);
        foreach (var item in items)
        {
            results.Add(work(item));
            stage.Advance();
        }

        return results;
    }
}
