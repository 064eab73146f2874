namespace Kit.Pairs;

/// <summary>An answer as the model sees it: T tokens, from the first word to the end-of-turn token.</summary>
/// <param name="Ids">Token ids of the unmarked text, [T].</param>
/// <param name="Mask">1 where a token belongs to the answer and is trained, [T]; padding adds zeros later.</param>
/// <param name="SpanMask">1 where a token carries a key concept, [T]; never where <paramref name="Mask"/> is 0.</param>
public sealed record EncodedAnswer(Sequence<int> Ids, Sequence<int> Mask, Sequence<int> SpanMask)
{
    /// <summary>T.</summary>
    public int Count => Ids.Count;
}
