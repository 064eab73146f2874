using Kit.Data.MovingShapes;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.SelfAlignment;

namespace Kit.Pipelines.Rlaif;

/// <summary>What a judge is taught: to say again the better of two answers.</summary>
internal static class JudgeLessons
{
    private const long Wrong = 0x3A11;

    /// <summary>The true answer to each question beside one that is wrong in one value.</summary>
    public static Sequence<Draft> Drafts(IReadOnlyList<Question> questions) => [.. questions.Select((question, i) =>
        Draft.From(
            question.Id, question.ClipId, ("question", question.Text), ("a", question.Answer),
            ("b", Mistake.Random(question, Pcg.From(1, Wrong, i)))))];

    /// <summary>Each draft twice, the truth shown first and shown second: what is imitated is the truth.</summary>
    public static IEnumerable<Pair> Pairs(IEnumerable<Draft> drafts) => drafts.SelectMany((one, place) => new[]
    {
        Lesson(one, FormattableString.Invariant($"{place}/a"), Ballot.With(Ballot.Bare, "a", "b")),
        Lesson(one, FormattableString.Invariant($"{place}/b"), Ballot.With(Ballot.Bare, "b", "a")),
    });

    private static Pair Lesson(Draft one, string id, Wording words) =>
        new($"{one.Id}/{id}", one.Clip, words.Fill(one).User, new Answer(one["a"]), new Answer(one["b"]));
}
