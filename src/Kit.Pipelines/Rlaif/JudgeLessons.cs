using Kit.Data.MovingShapes;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.SelfAlignment;

namespace Kit.Pipelines.Rlaif;

/// <summary>What a judge is taught: of two values, the true one.</summary>
internal static class JudgeLessons
{
    private const long Wrong = 0x3A11;

    /// <summary>The true answer to each question beside one that is wrong in one value, as a ballot shows
    /// them.</summary>
    public static Sequence<Draft> Drafts(IReadOnlyList<Question> questions)
    {
        var oracle = new ShapesOracle(questions);
        return [.. questions.Select((question, i) => oracle.Shown.Apply(Draft.From(
            question.Id, question.ClipId, ("question", question.Text), ("a", question.Answer),
            ("b", Mistake.Random(question, Pcg.From(1, Wrong, i))))))];
    }

    /// <summary>Two votes on each draft: the truth shown first, and shown second.</summary>
    public static IEnumerable<Pair> Pairs(IEnumerable<Draft> drafts) => drafts.SelectMany((one, place) => new[]
    {
        Vote(one, FormattableString.Invariant($"{place}/a"), Ballot.Choice.With("shown_a", "shown_b"), "( a )"),
        Vote(one, FormattableString.Invariant($"{place}/b"), Ballot.Choice.With("shown_b", "shown_a"), "( b )"),
    });

    private static Pair Vote(Draft one, string id, Wording words, string letter) =>
        new($"{one.Id}/{id}", one.Clip, words.Fill(one).User, new Answer(letter), new Answer("."));
}
