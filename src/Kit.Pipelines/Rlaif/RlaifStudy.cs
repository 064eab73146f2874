using Kit.Evaluate.Shapes;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Shapes;
using Kit.Torch;

namespace Kit.Pipelines.Rlaif;

/// <summary>VLM-RLAIF on MovingShapes, from two answers a question to policies that learnt from a reward
/// model.</summary>
/// <remarks>Ahn et al. 2024 (arXiv:2402.03746). Everything is kept in a folder and found again; a run that was cut off
/// ends in the same numbers. Deviations: the base model of the laboratory is VLM-SFT; its judge is taught the ballot
/// (<see cref="RlaifPlan.Judging"/>); the elder model is not larger than the policy, it was taught longer, and beside
/// it the value model, which shares the policy's weights, starts from zeros; the reward model has the bare words of
/// question and answer, no rubric, for this world has no words for one. The small model sees a fixed number of frames,
/// so those of a part are held longer.</remarks>
/// <param name="Lab">Model, clips, exam.</param>
/// <param name="Elder">The model that tells, judges and rewards, on the same clips; may be the same.</param>
/// <param name="Plan">Sizes and variants.</param>
/// <param name="Folder">Where rows, weights and results are kept.</param>
public sealed record RlaifStudy(Lab Lab, Lab Elder, RlaifPlan Plan, string Folder)
{
    private const int Shown = 6;

    private const string Easy = "easy to hard", Mixed = "mixed";

    /// <summary>Makes or finds both models with their clips and exams.</summary>
    public static RlaifStudy Open(RlaifPlan plan, string cache, string folder, IProgress<Advance> progress)
    {
        var lab = Lab.Open(plan.Base, cache, progress);
        return new(lab, plan.Elder == plan.Base ? lab : Lab.Open(plan.Elder, cache, progress), plan, folder);
    }

    /// <summary>Runs what does not stand yet.</summary>
    /// <exception cref="InvalidOperationException">The judge decided on too few pairs.</exception>
    public async Task<RlaifResult> RunAsync(IProgress<Advance> progress, CancellationToken cancellation = default)
    {
        var open = RlaifQuestions.From(Lab);
        using var scope = TorchSharp.torch.NewDisposeScope();
        var oracle = new ShapesOracle(open.Asked.Concat(open.Tested));
        var source = Source(ShapesOracle.Drafts(open.Asked));
        var answers = await Told(0).Answers(oracle.Says)
            .With(new Stage.Select("spoken", Spoken.In("a", "b")))
            .RunAsync(source, At("answers"), progress, cancellation).ConfigureAwait(false);
        var judged = await JudgeAsync(open, answers.Drafts, oracle, progress, cancellation).ConfigureAwait(false);
        if (judged.Decided.Count < 2) throw new InvalidOperationException(
            $"AI feedback: expected pairs to learn from, got {judged.Decided.Count} decided ones. "
            + "Ask about more clips.");
        var before = Lab.Examine("exam of VLM-SFT", progress);
        return Learn(new RlaifGround(this, open, oracle, judged.Decided), progress) with
        {
            Answered = answers.Drafts.Count, Asked = source.Drafts.Count, Judges = judged.Judges, Base = before,
            Samples = judged.Samples,
        };
    }

    /// <summary>A judge is taught and votes, once for each length of narrative; then the pairs that are learnt.
    /// </summary>
    private async Task<Judgement> JudgeAsync(
        RlaifQuestions open, Sequence<Draft> answers, ShapesOracle oracle, IProgress<Advance> progress,
        CancellationToken cancellation)
    {
        var lessons = new List<Draft>();
        foreach (var parts in Plan.Parts)
            lessons.AddRange((await Told(parts).Narrated
                .RunAsync(Source(JudgeLessons.Drafts(open.Shown)), At($"lessons-{parts}"), progress, cancellation)
                .ConfigureAwait(false)).Drafts);
        using var judge = Apprentice.Teach(
            Elder, "judge", [.. JudgeLessons.Pairs(lessons)], Plan.Judging, Plan.Lora, At("weights"), progress);
        var voter = Voter(RlaifData.From(judge.Lab, open));
        var answered = Source(answers).With(Roles.From(Weights).With(ModelRole.Judge, judge.State));
        var judges = new List<(int, FeedbackStudy)>();
        Sequence<Draft> samples = [];
        foreach (var parts in Plan.Parts)
        {
            var votes = await Told(parts).Votes(voter).RunAsync(answered, At($"votes-{parts}"), progress, cancellation)
                .ConfigureAwait(false);
            judges.Add((parts, FeedbackStudy.From(votes.Drafts, answers.Count, oracle.Preference)));
            if (parts == Plan.Judged) samples = [.. votes.Drafts.DistinctBy(one => one.Clip).Take(Shown)
                .Select(one => one.With("truth", oracle[one.Id].Answer).With("oracle", oracle.Preference(one)))];
        }

        var decided = Plan.Labels == Labels.ByOracle ? Labelled(answers, oracle)
            : (await Told(Plan.Judged).Preferences(voter)
                .RunAsync(answered, At($"votes-{Plan.Judged}"), progress, cancellation).ConfigureAwait(false)).Drafts;
        return new Judgement(judges, decided, samples);
    }

    private RlaifResult Learn(RlaifGround ground, IProgress<Advance> progress)
    {
        var seeds = Enumerable.Range(1, Plan.Seeds).Select(s => (long)s).ToArray();
        var fits = seeds.SelectMany(seed => Plan.Shares.Select(share => (share, seed))).ToArray();
        var inits = seeds.SelectMany(seed => new[] { (Easy, seed), (Mixed, seed) }).ToArray();
        var cells = seeds.SelectMany(seed => Plan.Variants.Select(variant => (variant, seed))).ToArray();
        var lanes = Lanes.Of(Lab.Model.Place.Device);
        var data = Enumerable.Range(0, lanes).Select(lane => Lane(lane, ground.Open)).ToArray();
        var rewards = Lanes.Run(lanes, fits.Length, (lane, i) =>
            ground.Reward(data[lane], fits[i].share, fits[i].seed, progress));
        var own = Alike ? [] : Lanes.Run(lanes, seeds.Length, (lane, i) => ground.Own(data[lane], seeds[i], progress));
        var schooled = Lanes.Run(lanes, inits.Length, (lane, i) =>
            ground.Init(data[lane], inits[i].Item1, inits[i].seed, progress));
        var runs = Lanes.Run(lanes, cells.Length, (lane, i) =>
            ground.Run(data[lane], cells[i].variant, cells[i].seed, progress));
        foreach (var model in data[1..].SelectMany(lane => new[] { lane.Policy.Lab.Model, lane.Elder.Lab.Model })
            .Distinct()) model.Dispose();
        var order = Plan.Variants.Select(v => v.Name).ToList();
        return new RlaifResult(
            Plan, 0, 0, [], [], rewards, new ExamResult([], []), schooled,
            [.. runs.OrderBy(run => order.IndexOf(run.Variant)).ThenBy(run => run.Seed)]) { Own = own };
    }

    private RlaifLane Lane(int lane, RlaifQuestions open)
    {
        var policy = RlaifData.From(lane == 0 ? Lab : Lab.Copy(), open);
        return new(policy, Alike
            ? policy : RlaifData.From(lane == 0 ? Elder : Elder.Copy(), open));
    }

    /// <summary>Whether the elder is the policy's own model.</summary>
    private bool Alike => ReferenceEquals(Elder.Model, Lab.Model);

    /// <summary>How answers are drawn and clips told, with a narrative of so many parts.</summary>
    private Feedback Told(int parts) => new(
        Author.From(Generator.From(Weights, Lab.Interview with { Decoding = Plan.Drawing, Seed = 1 })),
        Author.From(Generator.From(Elder.Plan.Fingerprint.Brief, Elder.Interview)), parts, Lab.Plan.Model.Frames);

    private static Voter Voter(RlaifData judge) => Rlaif.Voter.Measured(ModelRole.Judge, Ballot.Bare, Named.From(
        "the likelier answer, 1", (IReadOnlyList<Vote> asked) => judge.Lead(asked)));

    private static Sequence<Draft> Labelled(Sequence<Draft> answered, ShapesOracle oracle) => Sequence.From(answered
        .Select(one => one.With("preference", oracle.Preference(one))).Where(one => one["preference"] != Feedback.Tie));

    private Source Source(Sequence<Draft> drafts) =>
        Recipes.Source.From(drafts, Clips.From($"{Lab.Plan.World}", Lab.Clips.Values.Concat(Lab.School)));

    private string Weights => Lab.Plan.Fingerprint.Brief;

    internal string At(string name) => Path.Combine(Folder, name);

    /// <summary>What judges said, what is learnt of it, and some of it for people to read.</summary>
    private sealed record Judgement(
        IReadOnlyList<(int, FeedbackStudy)> Judges, Sequence<Draft> Decided, Sequence<Draft> Samples);
}
