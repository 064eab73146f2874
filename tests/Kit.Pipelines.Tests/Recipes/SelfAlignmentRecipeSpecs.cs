using Kit.Data.Datasets;
using Kit.Evaluate.Judging;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.SelfAlignment;

namespace Kit.Pipelines.Tests.Recipes;

/// <summary>RRPO's data generation with a rule, and with a judge in its two turns.</summary>
public sealed class SelfAlignmentRecipeSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Choices_polarities_and_short_answers_are_judged_by_rule()
    {
        var said = new Dictionary<string, string>
        {
            ["c1"] = "The answer is (B)", ["c2"] = "(A) a dog", ["c3"] = "dunno",
            ["y1"] = "No.", ["y2"] = "yes, it does", ["y3"] = "yes and no",
            ["s1"] = " Red ", ["s2"] = "the  blue car", ["s3"] = "",
        };
        var result = await SelfAlignmentRecipe.ByRule(Teller(one => said[one.Draft]), 1).ToRecipe().RunAsync(
            Toy.Source.With(
            [
                Choice("c1"), Choice("c2"), Choice("c3"), Asked("y1", "yes"), Asked("y2", "yes"), Asked("y3", "yes"),
                Asked("s1", "red"), Asked("s2", "the green car"), Asked("s3", "red"),
            ]), folder.Path, new Toy.Deaf());
        Assert.Equal(
            [
                "c1 used", "c2 dropped: correct-answer", "c3 dropped: unparsed", "y1 used",
                "y2 dropped: correct-answer", "y3 dropped: unparsed",
                "s1 dropped: correct-answer", "s2 used", "s3 dropped: unparsed",
            ],
            result.Ledger.Entries.Select(entry => $"{entry.Id} {entry.Fate}"));
        var pairs = result.Drafts.Select(SelfAlignmentRecipe.ToPair).ToArray();
        Assert.Equal(["The answer is (B)", "No.", "the  blue car"], pairs.Select(pair => pair.Rejected.Text));
        Assert.Equal(["green"], pairs[2].Chosen.Phrases);
        Assert.Equal(["blue"], pairs[2].Rejected.Phrases);
        Assert.Equal(["yes"], pairs[1].Chosen.Phrases);
        Assert.Equal(["No."], pairs[1].Rejected.Phrases);
    }

    [Fact]
    public async Task A_judge_lists_the_differences_and_rewrites_the_truth_with_them_in_a_second_turn()
    {
        var requests = new List<JudgeRequest>();
        var judge = new Judge("judge", (request, _) =>
        {
            lock (requests) requests.Add(request);
            return Task.FromResult<JudgeReply>(new JudgeReply.Text(request switch
            {
                { User: var user } when user.Contains("Reply with one word", StringComparison.Ordinal) =>
                    request.Key == "d2" ? "Correct." : "This is wrong.",
                { Earlier.Count: 0 } => request.Key == "d3" ? "None." : "goose → dog",
                _ => request.Key == "d4" ? "A goose swims." : "A dog swims left.",
            }));
        });
        var recipe = SelfAlignmentRecipe.ByJudge(Teller(_ => "There is a dog."), Author.From(Generator.From(judge)), 1);
        var result = await recipe.ToRecipe().RunAsync(
            Toy.Source.With([.. Enumerable.Range(1, 5).Select(i => Asked($"d{i}", "A goose swims left."))]),
            folder.Path, new Toy.Deaf());
        Assert.Equal(
            [
                "d1 used", "d2 dropped: correct-answer", "d3 dropped: no-difference",
                "d4 dropped: one-sided-difference", "d5 used",
            ],
            result.Ledger.Entries.Select(entry => $"{entry.Id} {entry.Fate}"));
        var second = Assert.Single(requests, request => request is { Key: "d1", Earlier.Count: 1 });
        Assert.Contains(
            "True answer: A goose swims left.\nGiven answer: There is a dog.", second.Earlier[0].User,
            StringComparison.Ordinal);
        Assert.Equal("goose → dog", second.Earlier[0].Assistant);
        Assert.All(requests, request => Assert.Null(request.Frames));
        var pair = SelfAlignmentRecipe.ToPair(result.Drafts[0]);
        Assert.Equal("A <MASK> goose </MASK> swims left.", Markers.ToText(pair.Chosen));
        Assert.Equal("A <MASK> dog </MASK> swims left.", Markers.ToText(pair.Rejected));
    }

    [Fact]
    public async Task A_judge_may_mark_the_spans_and_tags_that_do_not_fit_are_a_failed_draft()
    {
        static bool Second(Inquiry one) =>
            one.Wording.User.Contains("First sentence: A dog", StringComparison.Ordinal);
        var judge = Author.From(Generator.From("judge", one => (one.Draft, Second(one)) switch
        {
            ("d1", false) => "A <MASK> goose </MASK> swims.",
            ("d1", true) => "A <MASK> dog </MASK> swims.",
            ("d2", _) => "A <MASK> goose </MASK> swims away.",
            ("d3", false) => "<MASK> A goose </MASK> swims.",
            ("d3", true) => "<MASK> A dog </MASK> <MASK> swims. </MASK>",
            _ => "no tags",
        }));
        var recipe = SelfAlignmentRecipe.ByRule(Teller(_ => "A dog swims."), 1).With(SpanMarking.By(judge));
        var result = await recipe.ToRecipe().RunAsync(
            Toy.Source.With([.. Enumerable.Range(1, 3).Select(i => Asked($"d{i}", "A goose swims."))]),
            folder.Path, new Toy.Deaf());
        Assert.Equal(["d1"], result.Drafts.Select(draft => draft.Id));
        Assert.Equal(["goose"], SelfAlignmentRecipe.ToPair(result.Drafts[0]).Chosen.Phrases);
        Assert.Contains(
            "d2: marked answer: expected the answer's own text", result.Ledger.ToTable(), StringComparison.Ordinal);
        Assert.Contains(
            "d3: marked answers: expected as many spans in both, got 1 and 2.", result.Ledger.ToTable(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_is_a_file_that_rrpos_own_code_reads()
    {
        var result = await SelfAlignmentRecipe.ByRule(Teller(_ => "A dog swims."), 1).ToRecipe().RunAsync(
            Toy.Source.With([Asked("d1", "A goose swims.")]), folder.Path, new Toy.Deaf());
        var file = new Dataset(
            Path.Combine(folder.Path, "pairs.json"), new DatasetFormat.SelfAlignment(ClipField.MediaPath));
        file.Write(result.Drafts.Select(SelfAlignmentRecipe.ToExample));
        Assert.Equal(
            """
            [
            {"question":"<image>\nd1?","answer":"A goose swims.","pred":"A dog swims.",
            """
            + """
            "answer_masked":"A <MASK> goose </MASK> swims.","pred_masked":"A <MASK> dog </MASK> swims.",
            """
            + """
            "sample_id":"d1","media_path":"clip0"}
            ]

            """, File.ReadAllText(file.Path));
    }

    private static Author Teller(Func<Inquiry, string> answer) => Author.From(Generator.From("teller", one =>
    {
        Assert.NotNull(one.Frames);
        Assert.NotEqual(Toy.Source.Clips.Read(one.Clip).Rgb.ToArray(), one.Frames.Rgb.ToArray());      // spoilt
        return answer(one);
    }));

    private static Draft Asked(string id, string truth) =>
        Draft.From(id, "clip0", ("question", $"{id}?"), ("truth", truth));

    private static Draft Choice(string id) => Asked(id, "(A) a dog").With("options", "a dog\na cat");
}
