using Kit.Data.Datasets;
using Kit.Data.Tokens;
using Kit.Pairs;
using Layout = Kit.Models.Prompt;

namespace Kit.Pipelines.Alignment;

/// <summary>One pair exactly as the model meets it, token by token.</summary>
/// <param name="Id">The pair's.</param>
/// <param name="Clip">Its clip; empty for text alone.</param>
/// <param name="Prompt">Read by both answers; a run of visual tokens is one entry.</param>
/// <param name="Chosen">y_w.</param>
/// <param name="Rejected">y_l.</param>
public sealed record ShownPair(
    string Id, string Clip, Sequence<ShownToken> Prompt, Sequence<ShownToken> Chosen, Sequence<ShownToken> Rejected)
{
    internal static ShownPair From(EncodedPair pair, Layout prompt, ITokenizer tokenizer) => new(
        pair.Id, ClipText.ToBrief(pair.Clip), Sequence.From(Laid(prompt, tokenizer)), Answer(pair.Chosen, tokenizer),
        Answer(pair.Rejected, tokenizer));

    private static Sequence<ShownToken> Answer(EncodedAnswer answer, ITokenizer tokenizer) => [.. answer.Ids.Select(
        (id, t) => new ShownToken(tokenizer.Decode([id]), answer.SpanMask[t] != 0 ? Part.Span
            : answer.Mask[t] != 0 ? Part.Scored : Part.Read))];

    private static IEnumerable<ShownToken> Laid(Layout prompt, ITokenizer tokenizer)
    {
        var visual = prompt.Visual.ToHashSet();
        for (var t = 0; t < prompt.Ids.Count;)
        {
            var run = t;
            while (run < prompt.Ids.Count && visual.Contains(run)) run++;
            if (run > t) yield return new(FormattableString.Invariant($"{run - t} visual tokens"), Part.Visual);
            else yield return new(tokenizer.Decode([prompt.Ids[run++]]), Part.Read);
            t = run;
        }
    }
}

/// <summary>A token's text and what the loss does with it.</summary>
public sealed record ShownToken(string Text, Part Part);

/// <summary>What becomes of a token.</summary>
public enum Part
{
    /// <summary>Seen, never scored.</summary>
    Read,

    /// <summary>Places of a clip.</summary>
    Visual,

    /// <summary>Its log-probability is in the loss.</summary>
    Scored,

    /// <summary>Scored, and inside a marked span.</summary>
    Span,
}
