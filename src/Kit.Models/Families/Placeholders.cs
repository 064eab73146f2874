namespace Kit.Models.Families;

/// <summary>Where clips stand in a prompt, and the expansion of each to one place a visual token.</summary>
/// <param name="Ids">Ids that stand for a clip (<c>video_token_index</c>) or a picture
/// (<c>image_token_index</c>).</param>
public sealed record Placeholders(Sequence<int> Ids)
{
    /// <summary>Lays a prompt out as runs of text and clips.</summary>
    /// <param name="prompt">Ids with one placeholder a clip, or with one a visual token.</param>
    /// <param name="tokens">Visual tokens of every clip, in order.</param>
    /// <exception cref="ArgumentException">There are placeholders for more or fewer clips or tokens; both counts are
    /// named.</exception>
    internal IReadOnlyList<Run> Runs(Sequence<int> prompt, IReadOnlyList<int> tokens)
    {
        var found = prompt.Count(Ids.Contains);
        var sum = tokens.Sum();
        if (found != tokens.Count && found != sum)
            throw new ArgumentException(
                $"placeholders: expected {tokens.Count} (one a clip) or {sum} (one a visual token of the clips), got "
                + $"{found}. Give the prompt as many placeholders as clips, or the clips that it was written for.");
        return Walk(prompt, tokens, single: found == tokens.Count);
    }

    private List<Run> Walk(Sequence<int> prompt, IReadOnlyList<int> tokens, bool single)
    {
        var runs = new List<Run>();
        var clip = 0;
        for (var t = 0; t < prompt.Count;)
        {
            var start = t;
            while (t < prompt.Count && !Ids.Contains(prompt[t])) t++;
            if (t > start) runs.Add(new Run.Words(Sequence.From(prompt.Skip(start).Take(t - start))));
            if (t == prompt.Count) break;
            var width = single ? 1 : tokens[clip];
            Check(prompt, t, width, clip);
            runs.Add(new Run.Clip(clip, tokens[clip++]));
            t += width;
        }

        return runs;
    }

    private void Check(Sequence<int> prompt, int start, int width, int clip)
    {
        var here = Enumerable.Range(start, Math.Min(width, prompt.Count - start)).Count(i => Ids.Contains(prompt[i]));
        if (here != width)
            throw new ArgumentException(
                $"placeholders: expected {width} in a row for clip {clip}, got {here} from position {start} on. "
                + "Expand each clip's placeholder in one piece.");
    }
}

/// <summary>A stretch of a prompt.</summary>
internal abstract record Run
{
    private Run() { }

    public sealed record Words(Sequence<int> Ids) : Run;

    public sealed record Clip(int Index, int Tokens) : Run;
}
