using Kit.Data.MovingShapes;
using Kit.Data.Tokens;
using Kit.Models;
using Kit.Pairs;
using Kit.Pipelines.Shapes;
using Kit.Train.Preference;
using Kit.Train.Rollouts;
using static TorchSharp.torch;

namespace Kit.Pipelines.Rlaif;

/// <summary>A laboratory as the trainers of RLAIF meet it: questions with their visual tokens, pairs as ids.</summary>
/// <param name="Lab">Whose model this is; another lane has another.</param>
/// <param name="Open">The open questions of the aligned clips, and of the test's.</param>
/// <param name="Features">Visual tokens of all those clips, by id: [V, D].</param>
internal sealed record RlaifData(Lab Lab, RlaifQuestions Open, IReadOnlyDictionary<string, Tensor> Features)
{
    private const int Together = 64;

    public static RlaifData From(Lab lab, RlaifQuestions open)
    {
        var clips = lab.Clips.Select(c => (Id: c.Key, c.Value.Frames))
            .Concat(lab.Exam.Papers.Select(p => (Id: p.Clip, p.Frames))).ToArray();
        var features = Pixels.Features(lab.Model, [.. clips.Select(c => c.Frames)]);
        return new RlaifData(
            lab, open, clips.Select((c, i) => (c.Id, Row: features[i])).ToDictionary(c => c.Id, c => c.Row));
    }

    private static int Video => Lab.Tokenizer.Id(SpecialTokens.Video);

    /// <summary>A question as a policy meets it.</summary>
    public RolloutQuestion Ask(Question question) =>
        new(question.Id, Ask(question.ClipId, question.Text), Features[question.ClipId]);

    private Prompt Ask(string clip, string words) => Prompt.After(
        (int)Features[clip].shape[0], VideoPrompt.AfterVideo(Lab.Template.Prompt(Lab.Tokenizer, words), Video));

    /// <summary>What stands before the answers of some pairs.</summary>
    public Media Media => new Media.Typed(
        pair => Prompt.After((int)Features[pair.Clip].shape[0], VideoPrompt.AfterVideo(pair.Prompt, Video)),
        pair => Features[pair.Clip]);

    /// <summary>How much more probable a token of the first answer is than one of the second, nats, as the model would
    /// write them itself.</summary>
    public IReadOnlyList<double> Lead(IReadOnlyList<Vote> asked)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        Row[] rows = [.. asked.Select(one => new Row(
            Ask(one.Draft.Clip, one.Words), [Written(one.First), Written(one.Second)]))];
        var logp = LogProbabilities(rows, [.. asked.Select(one => one.Draft.Clip)]);
        return [.. rows.Select(row => Mean(logp, row.Branches[0]) - Mean(logp, row.Branches[1]))];
    }

    /// <summary>(1/|y|)·Σ_t log π(y_t) of answers, nats, the stop among the tokens; as this model would answer.</summary>
    /// <param name="answers">Each with its question; neighbours that answer one question share its clip.</param>
    public IReadOnlyList<double> Likelihood(IReadOnlyList<(Question Question, Sequence<int> Ids)> answers) =>
        [.. answers.Chunk(Together).SelectMany(Scored)];

    private double[] Scored((Question Question, Sequence<int> Ids)[] answers)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var asked = answers.Select(one => one.Question).Distinct().ToArray();
        var said = answers.ToLookup(one => one.Question, one => new Branch([.. one.Ids]));
        Row[] rows = [.. asked.Select(one => new Row(Ask(one).Prompt, [.. said[one]]))];
        var logp = LogProbabilities(rows, [.. asked.Select(one => one.ClipId)]);
        var means = asked.ToDictionary(one => one, one => new Queue<double>(said[one].Select(b => Mean(logp, b))));
        return [.. answers.Select(one => means[one.Question].Dequeue())];
    }

    /// <summary>Of every token of the rows' branches, in their order.</summary>
    private Queue<double> LogProbabilities(Row[] rows, string[] clips)
    {
        var layout = Layout.From(rows, Lab.Model.Place.Device);
        return new(Lab.Model.Language.Head.Apply(
            Lab.Model.Language.call(cat([.. clips.Select(clip => Features[clip])]), layout), layout.Targets)
            .LogProbability.to(ScalarType.Float64).cpu().data<double>().ToArray());
    }

    private static double Mean(Queue<double> logp, Branch branch) =>
        Enumerable.Range(0, branch.Ids.Count).Select(_ => logp.Dequeue()).Average();

    private static Branch Written(string answer) => new(Lab.Template.Answer(Lab.Tokenizer, new Answer(answer)).Ids);

    public static IReadOnlyList<EncodedPair> Encode(IEnumerable<Pair> pairs) =>
        [.. pairs.Select(pair => Lab.Template.Apply(Lab.Tokenizer, pair))];

    /// <summary>The truth of questions as pairs for supervised training, the shortest answers first.</summary>
    public static IReadOnlyList<EncodedPair> Truths(IEnumerable<Question> questions) => Encode(questions
        .OrderBy(q => q.Answer.Length).ThenBy(q => q.Id, StringComparer.Ordinal)
        .Select(q => new Pair(q.Id, q.ClipId, q.Text, q.Truth, new Answer("."))));
}

/// <summary>The questions of RLAIF on MovingShapes.</summary>
/// <param name="Taught">Of the clips that nothing else uses: every fifth, all forms; for the policy's init.</param>
/// <param name="Shown">Open questions of clips of the training split, for the judge's lessons.</param>
/// <param name="Asked">Open questions of the other aligned clips.</param>
/// <param name="Tested">Open questions of the test's clips.</param>
internal sealed record RlaifQuestions(
    IReadOnlyList<Question> Taught, IReadOnlyList<Question> Shown, IReadOnlyList<Question> Asked,
    IReadOnlyList<Question> Tested)
{
    private const int Fifth = 5, Lessons = 60;

    public static RlaifQuestions From(Lab lab)
    {
        var clips = lab.Clips.Values.Select(c => c.Clip).OrderBy(c => c.Index).ToLookup(c => c.Index % Fifth == 0);
        return new(
            [.. clips[true].SelectMany(clip => Questions.Training(lab.Plan.World, clip))],
            Open(lab, lab.School.Take(Lessons).Select(c => c.Clip)), Open(lab, clips[false]),
            [.. lab.Exam.Papers.SelectMany(paper => paper.Questions).Where(IsOpen)]);
    }

    private static IReadOnlyList<Question> Open(Lab lab, IEnumerable<Clip> clips) =>
        [.. clips.SelectMany(clip => Questions.Evaluation(lab.Plan.World, clip)).Where(IsOpen)];

    private static bool IsOpen(Question question) => question.Form == Form.Open;
}
