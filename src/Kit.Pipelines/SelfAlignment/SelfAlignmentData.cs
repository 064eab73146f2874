using System.Collections.Immutable;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pairs;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>Pairs made of a model's own mistakes, what it really said, and the fate of every answer.</summary>
/// <param name="Pairs">Truth against the rewritten mistake, spans on both sides.</param>
/// <param name="Said">The model's words behind each pair, in the same order.</param>
/// <param name="Ledger">Every answer, used or dropped by reason.</param>
public sealed record SelfAlignmentData(ImmutableList<Pair> Pairs, ImmutableList<string> Said, Ledger Ledger)
{
    private static SelfAlignmentData Empty { get; } = new([], [], Ledger.Empty);

    /// <summary>Wrong answers as pairs; what is right, not understood, or wrong in nothing that can be rewritten is
    /// dropped under its reason.</summary>
    /// <exception cref="ArgumentException">Two answers to one question.</exception>
    public static SelfAlignmentData From(IEnumerable<SelfAnswer> answers) => answers.Aggregate(Empty, Sort);

    private static SelfAlignmentData Sort(SelfAlignmentData data, SelfAnswer said)
    {
        var question = said.Question;
        var verdict = Rule.Judge(question, said.Answer);
        if (verdict == Verdict.Correct) return data.Drop(question.Id, Reason.CorrectAnswer);
        if (verdict == Verdict.Unparsed) return data.Drop(question.Id, Reason.Unparsed);
        var contrast = ConceptSwap.Rewritten(question, said.Answer);
        return contrast.Count == 0
            ? data.Drop(question.Id, Reason.NoDifference)
            : data.Keep(contrast.ToPair(question.Id, question.ClipId, question.Text), said);
    }

    private SelfAlignmentData Keep(Pair pair, SelfAnswer said) =>
        new(Pairs.Add(pair), Said.Add(said.Answer), Ledger.Add(pair.Id, new Fate.Used()));

    private SelfAlignmentData Drop(string id, Reason reason) =>
        this with { Ledger = Ledger.Add(id, new Fate.Dropped(reason)) };

    public override string ToString() => FormattableString.Invariant($"{Pairs.Count} pairs; {Ledger}");
}
