namespace Kit.Pairs;

/// <summary>Two answers whose i-th spans stand against each other.</summary>
/// <param name="Chosen">y_w.</param>
/// <param name="Rejected">y_l; as many spans as <paramref name="Chosen"/>.</param>
public sealed record Contrast(Answer Chosen, Answer Rejected)
{
    /// <summary>Number of phrases that stand against each other; a pair with none carries no span signal.</summary>
    public int Count => Chosen.Spans.Count;

    /// <summary>The pair of this contrast about one clip and prompt.</summary>
    public Pair ToPair(string id, string clip, string prompt) => new(id, clip, prompt, Chosen, Rejected);
}
