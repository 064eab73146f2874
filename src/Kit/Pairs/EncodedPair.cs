namespace Kit.Pairs;

/// <summary>A pair as token ids: one shared prompt, two answers that attach to its end.</summary>
/// <param name="Id">The pair's id, for messages and the ledger.</param>
/// <param name="Clip">The clip whose visual tokens replace the prompt's one video placeholder.</param>
/// <param name="Prompt">Ids of the template's opening, the question and the answer's header; [P].</param>
/// <param name="Chosen">y_w; sequence = <paramref name="Prompt"/> ++ <c>Chosen.Ids</c>.</param>
/// <param name="Rejected">y_l; sequence = <paramref name="Prompt"/> ++ <c>Rejected.Ids</c>.</param>
public sealed record EncodedPair(
    string Id, string Clip, Sequence<int> Prompt, EncodedAnswer Chosen, EncodedAnswer Rejected)
{
    /// <summary>The same pair with its label reversed.</summary>
    public EncodedPair Swap() => this with { Chosen = Rejected, Rejected = Chosen };
}
