namespace Kit.Evaluate.Benchmarks;

/// <summary>MVBench's way with missing videos, for re-scoring what the official script wrote.</summary>
public static class AbsentVideos
{
    /// <summary>The questions that the official script asked: one whose video is missing is replaced by the
    /// <em>next</em> one, the last by the first, its task included.</summary>
    /// <remarks>Quirk: so a question is asked twice and the tasks' counts shift. The kit's own runs never do this: a
    /// missing video is named and its questions are left out.</remarks>
    /// <param name="items">In the order of the file.</param>
    /// <param name="missing">Videos that the script could not read.</param>
    public static IReadOnlyList<Item> ReplacedByNext(IReadOnlyList<Item> items, IReadOnlySet<string> missing) =>
        items.All(item => missing.Contains(item.Video))
            ? throw new ArgumentException(
                "missing videos: expected at least one question with a video, got none. Check the videos' folder.")
            : [.. items.Select((_, at) => items[Present(items, missing, at)])];

    private static int Present(IReadOnlyList<Item> items, IReadOnlySet<string> missing, int at) =>
        missing.Contains(items[at].Video) ? Present(items, missing, (at + 1) % items.Count) : at;
}
