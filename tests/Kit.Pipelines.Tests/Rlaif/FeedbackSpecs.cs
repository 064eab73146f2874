using Kit.Data.MovingShapes;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Rlaif;

namespace Kit.Pipelines.Tests.Rlaif;

/// <summary>AI feedback with authors whose every word is known.</summary>
public sealed class FeedbackSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-feedback-").FullName;
    private static readonly Clip Clip = Given.World.Clip(Split.Align, 0);

    private static readonly IReadOnlyList<Question> Questions =
        [.. Data.MovingShapes.Questions.Evaluation(Given.World, Clip).Where(q => q.Form == Form.Open)];

    private static readonly ShapesOracle Oracle = new(Questions);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_judge_that_knows_agrees_with_the_oracle_in_both_orders()
    {
        var (drafts, study) = await Vote(
            Judge((first, second, question) => Truth(question).Contains(first) ? "a" : "b"));
        Assert.Equal(Questions.Count, drafts.Count);
        Assert.Equal((1.0, 1.0, 0.0, 0.5), (study.Agreement, study.Decided, study.Ties, study.FirstShown));
        foreach (var pair in drafts.Select(Feedback.ToPair))
            Assert.Equal(Questions.Single(q => q.Id == pair.Id).Answer, pair.Chosen.Text);
    }

    [Fact]
    public async Task A_judge_that_always_names_the_first_decides_nothing()
    {
        var (drafts, study) = await Vote(Judge((_, _, _) => "a"));
        Assert.All(drafts, one => Assert.Equal(Feedback.Tie, one["preference"]));
        Assert.Equal((0.5, 1.0, 1.0), (study.Agreement, study.Ties, study.FirstShown));
        Assert.True(double.IsNaN(study.Decided));
        var decided = await Policy.Preferences(Asked(Judge((_, _, _) => "a")))
            .RunAsync(Answered(), Path.Combine(folder, "p"), Heard());
        Assert.Empty(decided.Drafts);
        Assert.Equal(2, decided.ExitCode);
        Assert.Contains("tie", decided.Ledger.ToTable(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_that_cannot_be_read_is_a_failure_and_is_counted()
    {
        var (drafts, study) = await Vote(
            Judge((first, _, question) => Truth(question).Contains(first) ? "neither" : "a"));
        Assert.Empty(drafts);
        Assert.Equal(Questions.Count, study.Failed);
    }

    [Fact]
    public async Task The_narrative_is_told_part_by_part_and_stands_before_the_question()
    {
        var heard = new List<string>();
        var judge = Generator.From("noted", asked =>
        {
            heard.Add(asked.Wording.User);
            return "( a ) x";
        });
        var told = Generator.From("teller", asked => $"{asked.Frames!.Count} frames .");
        await new Feedback(Author.From(told), Author.From(told), 3).Votes(Asked(judge))
            .RunAsync(Answered(), folder, Heard());
        Assert.All(
            heard, words => Assert.StartsWith("1 frames . 1 frames . 2 frames . ", words, StringComparison.Ordinal));
    }

    /// <summary>One of the two is right, and it is shown first as often as second.</summary>
    [Fact]
    public void A_judge_is_taught_the_truth_in_both_places()
    {
        var drafts = JudgeLessons.Drafts(Questions);
        Assert.All(drafts, one => Assert.Equal(Feedback.First, Oracle.Preference(one)));
        var lessons = JudgeLessons.Pairs(drafts.Select(one => one.With("narrative", "told ."))).ToArray();
        Assert.Equal(2 * Questions.Count, lessons.Select(lesson => lesson.Id).Distinct().Count());
        Assert.All(lessons.Zip(drafts.SelectMany(one => new[] { one, one })), two => Assert.Equal(
            two.Second["a"], two.First.Chosen.Text));
        Assert.Equal(Questions.Count, lessons.Zip(drafts.SelectMany(one => new[] { one, one })).Count(two =>
            two.First.Prompt == $"told . {two.Second["question"]} {two.Second["a"]} {two.Second["b"]}"));
        Assert.Equal(Questions.Count, lessons.Zip(drafts.SelectMany(one => new[] { one, one })).Count(two =>
            two.First.Prompt == $"told . {two.Second["question"]} {two.Second["b"]} {two.Second["a"]}"));
    }

    /// <summary>The lead of the first answer over the second has the vote.</summary>
    [Fact]
    public async Task A_judge_that_is_measured_always_votes()
    {
        var voter = Voter.Measured(ModelRole.Judge, Ballot.Bare, Named.From("earlier in the alphabet",
            (IReadOnlyList<Vote> asked) => (IReadOnlyList<double>)[.. asked.Select(one =>
                one.Words.EndsWith($"{one.First} {one.Second}", StringComparison.Ordinal)
                    ? string.CompareOrdinal(one.Second, one.First) : double.NaN)]));
        var votes = await Policy.Votes(voter).RunAsync(
            Answered().With(Roles.From("weights").With(ModelRole.Judge, new("judge", null))), folder, Heard());
        Assert.Equal(Questions.Count, votes.Drafts.Count);
        Assert.All(votes.Drafts, one => Assert.Equal(
            string.CompareOrdinal(one["a"], one["b"]) < 0 ? Feedback.First : Feedback.Second, one["preference"]));
    }

    [Fact]
    public async Task Answers_that_say_the_same_are_dropped()
    {
        var same = Generator.From("same", asked => Questions.Single(q => q.Text == asked.Wording.User).Answer);
        var result = await new Feedback(Author.From(same), Author.From(same), 0).Answers(Oracle.Says).RunAsync(Asked(), folder, Heard());
        Assert.Empty(result.Drafts);
        Assert.Contains("no-difference", result.Ledger.ToTable(), StringComparison.Ordinal);
    }

    /// <summary>The second sample is right, the first is wrong in one concept.</summary>
    [Fact]
    public async Task The_oracle_prefers_the_right_answer()
    {
        var result = await Policy.Answers(Oracle.Says).RunAsync(Asked(), folder, Heard());
        Assert.Equal(Questions.Count, result.Drafts.Count);
        Assert.All(result.Drafts, one => Assert.Equal(Feedback.Second, Oracle.Preference(one)));
        Assert.All(result.Drafts, one => Assert.NotEqual(one["says_a"], one["says_b"]));
    }

    private async Task<(IReadOnlyList<Draft>, FeedbackStudy)> Vote(Generator judge)
    {
        var votes = await Policy.Votes(Asked(judge)).RunAsync(Answered(), folder, Heard());
        return (votes.Drafts, FeedbackStudy.From(votes.Drafts, Questions.Count, Oracle.Preference));
    }

    private static Feedback Policy { get; } = new(
        Author.From(Generator.From("policy", asked => asked.Sample == 0
            ? Given.Mistaken(Asked(asked)).Answer : Asked(asked).Answer)),
        Author.From(Generator.From("teller", _ => ".")), 0);

    private static Ballot Choice { get; } = new(
        Wording.From("{narrative} {question} ( a ) {first} ( b ) {second}"),
        Reading.Behind(@"\( (\w) \)", Reading.OneOf("a", "b")));

    private static Voter Asked(Generator judge) => Voter.Asked(Author.From(judge), Choice);

    private static Question Asked(Inquiry asked) => Questions.Single(q => q.Id == asked.Draft);

    private static Generator Judge(Func<string, string, string, string> choose) => Generator.From("judge", asked =>
    {
        var question = Asked(asked);
        var words = asked.Wording.User;
        var a = words.IndexOf("( a ) ", StringComparison.Ordinal);
        var b = words.IndexOf(" ( b ) ", StringComparison.Ordinal);
        return $"( {choose(words[(a + 6)..b], words[(b + 7)..], question.Id)} ) as shown";
    });

    private static string Truth(string id) => Questions.Single(q => q.Id == id).Answer;

    private static Source Asked() =>
        Source.From(ShapesOracle.Drafts(Questions), Clips.From("world", Given.Clips(Split.Align, 1)));

    private static Source Answered() => Source.From(
        Asked().Drafts.Select(one =>
        {
            var q = Questions.Single(q => q.Id == one.Id);
            return Oracle.Says.Apply(one.With("a", Given.Mistaken(q).Answer).With("b", q.Answer));
        }),
        Clips.From("world", Given.Clips(Split.Align, 1)));

    private static Progress<Advance> Heard() => new();
}
