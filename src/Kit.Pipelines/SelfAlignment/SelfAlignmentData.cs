using System.Collections.Immutable;
using Kit.Pairs;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>Pairs made of a model's own mistakes, what it really said, and the fate of every answer.</summary>
/// <param name="Pairs">Truth against the rewritten mistake, spans on both sides.</param>
/// <param name="Said">The model's words behind each pair, in the same order.</param>
/// <param name="Ledger">Every answer, used or dropped by reason.</param>
public sealed record SelfAlignmentData(ImmutableList<Pair> Pairs, ImmutableList<string> Said, Ledger Ledger)
{
    internal static SelfAlignmentData Empty { get; } = new([], [], Ledger.Empty);

    internal SelfAlignmentData Keep(Pair pair, SelfAnswer said) =>
        new(Pairs.Add(pair), Said.Add(said.Answer), Ledger.Add(pair.Id, new Fate.Used()));

    internal SelfAlignmentData Drop(string id, Reason reason) =>
        this with { Ledger = Ledger.Add(id, new Fate.Dropped(reason)) };
}
