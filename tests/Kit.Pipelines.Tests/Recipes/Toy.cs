using Kit.Evaluate.Judging;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Video;

namespace Kit.Pipelines.Tests.Recipes;

/// <summary>A recipe of all seven kinds of stages over nine questions about three clips; it counts what it asks.
/// </summary>
internal sealed class Toy
{
    private int asked;
    private int judged;
    private int trained;

    public int Asked => asked;

    public int Judged => judged;

    public int Trained => trained;

    /// <summary>Part of the question; changing it changes one stage's provenance.</summary>
    public string Words { get; init; } = "{question} ?";

    public static Source Source { get; } = Kit.Pipelines.Recipes.Source.From(
        Enumerable.Range(0, 9).Select(i => Draft.From(
            $"q{i}", $"clip{i % 3}", ("question", $"what is {i}"), ("truth", i % 4 == 0 ? $"what is {i} ?" : "else"))),
        new Clips("toy clips", Frames, clip => [clip[^1] - '0'])).With(Roles.From("base"));

    public Recipe Recipe => Recipe.From(
        "toy",
        new Stage.Perturb("shown", Perturbation.Rrpo, 1),
        new Stage.Generate("said", Author.From(Echo), Wording.From(Words), View.Through("shown")),
        new Stage.Score("verdict", Scorer.By(new Named<Draft, Datum>(
            "same", one => Datum.From(
                one["said"].StartsWith(one["truth"], StringComparison.Ordinal) ? "correct" : "wrong")))),
        new Stage.Select("mistakes", Criterion.Keep("verdict", "wrong", ("correct", Reason.CorrectAnswer))),
        new Stage.Score("grade", Scorer.By(
            Author.From(Generator.From(Judge, concurrency: 2)), Wording.From("grade {said}"), Reading.Between(0, 5),
            View.None)),
        new Stage.Rewrite("shout", Rewriter.By(new Named<Draft, Draft>("shout-1", one =>
            one.With("shout", one["said"].ToUpperInvariant())))),
        new Stage.Train("policy", ModelRole.Policy, new("toy-trainer", Train)),
        new Stage.SyncReference(),
        new Stage.Generate(
            "after", Author.From(ModelRole.Reference, "echo", 4, state => Generator.From(
                $"echo of {state.Digest}",
                one => $"{state.Digest[..4]} {Interlocked.Increment(ref asked) * 0}{one.Draft}")),
            Wording.From("{question}"), View.Clean));

    public Task<RecipeResult> RunAsync(string folder, Action<string>? wrote = null) =>
        Recipe.RunAsync(Source, folder, new Deaf(), wrote ?? (_ => { }));

    /// <summary>Every file of a folder but the measured times, by content.</summary>
    public static IReadOnlyDictionary<string, string> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "pace.json")
        .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);

    /// <summary>Says the question again with the brightness of what it saw and how many were asked with it, as sums of
    /// floats depend on their batch; two clips at a time.</summary>
    private Generator Echo => new Generator.Together("echo", 4, 2, questions =>
    [
        .. questions.Select(one => $"{one.Wording.User} {one.Frames!.Rgb.Span[..96].ToArray().Sum(b => (int)b)}"
            + $" {Interlocked.Increment(ref asked) * 0 + questions.Count}"),
    ]);

    private Judge Judge => new("toy judge", (request, _) =>
    {
        Interlocked.Increment(ref judged);
        return Task.FromResult<JudgeReply>(request.Key == "q5"
            ? new JudgeReply.Failed("cut off")
            : new JudgeReply.Text(
                request.Attempt == 0 && request.Key == "q2" ? "hm" : $"grade: {request.Key[1] - '0'}"));
    });

    private Task Train(Training given)
    {
        Interlocked.Increment(ref trained);
        Data.Storage.AtomicFile.WriteText(
            Path.Combine(given.Folder, "weights.txt"), string.Join('\n', given.Drafts.Select(one => one["shout"])));
        return Task.CompletedTask;
    }

    private static Frames Frames(string clip) => new(
        8, 8, Enumerable.Range(0, 4 * 8 * 8 * 3).Select(i => (byte)(i * (clip[^1] - '0' + 3))).ToArray(), [0, 1, 2, 3]);

    internal sealed class Deaf : IProgress<Advance>
    {
        public void Report(Advance value) { }
    }
}
