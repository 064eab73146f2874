using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Rlaif;

/// <summary>Questions and decided pairs by clip: what is learnt from, and what is measured on.</summary>
/// <param name="Clips">Every fourth clip with a decided pair: nothing is fitted to it.</param>
/// <param name="Decided">All pairs.</param>
/// <param name="Questions">All questions.</param>
internal sealed record HeldOut(IReadOnlySet<string> Clips, Sequence<Draft> Decided, Sequence<Draft> Questions)
{
    public static HeldOut From(CheckpointFeedback feedback) => new(
        Fourths(feedback.Decided), feedback.Decided, feedback.Questions);

    /// <summary>Every fourth of the clips that drafts are about, in the order of their names.</summary>
    public static IReadOnlySet<string> Fourths(IEnumerable<Draft> drafts) =>
        new HoldOut(Fold: 4).Of(drafts.Select(one => one.Clip).Distinct());

    /// <summary>Pairs to measure on.</summary>
    public Sequence<Draft> Measured => [.. Decided.Where(one => Clips.Contains(one.Clip))];

    /// <summary>A share of the other pairs: the first of a fixed shuffle, so that a larger share holds a smaller one.
    /// </summary>
    public Sequence<Draft> Fitted(double share) => Share([.. Decided.Where(one => !Clips.Contains(one.Clip))], share);

    /// <inheritdoc cref="Fitted"/>
    public static Sequence<Draft> Share(Sequence<Draft> pairs, double share)
    {
        var all = Pcg.From(1, 0x3A1F).Shuffle(pairs);
        return [.. all.Take(Math.Max(1, (int)Math.Round(share * all.Count)))];
    }

    /// <summary>Questions about the other clips, which a policy learns from.</summary>
    public Sequence<Draft> Asked => [.. Questions.Where(one => !Clips.Contains(one.Clip))];

    /// <summary>Questions about held-out clips.</summary>
    public Sequence<Draft> Tested => [.. Questions.Where(one => Clips.Contains(one.Clip))];

    /// <summary>So many of these at most, the first of a fixed shuffle.</summary>
    public Sequence<Draft> Some(int most) =>
        Tested.Count <= most ? Tested : [.. Pcg.From(1, 0x7E57).Shuffle(Tested).Take(most)];

    /// <summary>Those that are learnt from and whose truth the file tells, short truths before long.</summary>
    public Sequence<Draft> Truths =>
    [
        .. Asked.Where(one => one.Has(QuestionFile.Truth)).OrderBy(one => one[QuestionFile.Truth].Length)
            .ThenBy(one => one.Id, StringComparer.Ordinal),
    ];
}
