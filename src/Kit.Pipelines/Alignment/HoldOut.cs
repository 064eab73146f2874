namespace Kit.Pipelines.Alignment;

/// <summary>The pairs that a run is measured on: those about every n-th clip, none of which it trains on.</summary>
/// <remarks>Clips that can be read are taken in the order of their names, the first of every n; which pairs a loss or
/// a length leaves out does not change them. Pairs about text alone are trained on. Where nothing would be left to
/// train on, nothing is held out.</remarks>
/// <param name="Fold">n, at least 2.</param>
/// <param name="Every">Steps from one evaluation to the next; the last step has one too.</param>
public sealed record HoldOut(int Fold = 5, int Every = 50)
{
    /// <summary>Which of the clips are held out.</summary>
    internal IReadOnlySet<string> Of(IEnumerable<string> clips) => clips.Order(StringComparer.Ordinal).Index()
        .Where(clip => clip.Index % Fold == 0).Select(clip => clip.Item).ToHashSet();
}
