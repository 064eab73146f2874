using Kit.Evaluate.Shapes;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Rlaif;

/// <summary>What VLM-RLAIF came to.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Answered">Questions whose two answers differ, of all that were asked.</param>
/// <param name="Asked">Questions that were answered twice.</param>
/// <param name="Judges">How the judge did with narratives of so many parts.</param>
/// <param name="Samples">Drafts with both answers, the narrative, both votes and what is true.</param>
/// <param name="Rewards">Reward models by share of the pairs, seed by seed.</param>
/// <param name="Base">The exam of VLM-SFT, which everything starts from.</param>
/// <param name="Inits">The exam after the policy's init, by order and seed.</param>
/// <param name="Runs">Variants in order, seeds within.</param>
public sealed record RlaifResult(
    RlaifPlan Plan, int Answered, int Asked, IReadOnlyList<(int Parts, FeedbackStudy Study)> Judges,
    Sequence<Draft> Samples, IReadOnlyList<RewardFit> Rewards, ExamResult Base, IReadOnlyList<InitRun> Inits,
    IReadOnlyList<RlaifRun> Runs)
{
    /// <summary>Reward models on the policy's own weights, of all pairs, seed by seed; none where the elder has the
    /// same.</summary>
    public IReadOnlyList<RewardFit> Own { get; init; } = [];

    /// <summary>The runs of one variant, by seed.</summary>
    public IReadOnlyList<RlaifRun> Of(string variant) => [.. Runs.Where(run => run.Variant == variant)];

    public override string ToString() => FormattableString.Invariant(
        $"{Asked} questions answered twice, {Answered} differently; ")
        + FormattableString.Invariant($"{Runs.Count} runs of {Plan.Variants.Count} variants");
}

/// <summary>A reward model on pairs of clips that it has not seen.</summary>
/// <param name="Share">Of the pairs.</param>
/// <param name="Seed">Of adapters and order.</param>
/// <param name="Pairs">That it was fitted to.</param>
/// <param name="Judge">Accuracy against the judge's label.</param>
/// <param name="Oracle">Accuracy against the truth, where it prefers one; null where it never does.</param>
public sealed record RewardFit(double Share, long Seed, int Pairs, double Judge, double? Oracle);

/// <summary>A policy's init.</summary>
/// <param name="Order">easy to hard, or mixed.</param>
/// <param name="Seed">Of adapters and order.</param>
/// <param name="Exam">Its exam.</param>
public sealed record InitRun(string Order, long Seed, ExamResult Exam);

/// <summary>One policy that learnt from a reward.</summary>
/// <param name="Variant">How.</param>
/// <param name="Seed">Of order, draws and updates.</param>
/// <param name="Steps">Metrics of every rollout: those of training, and <c>oracle/scores</c>, <c>reward/scores</c>.
/// </param>
/// <param name="Exam">Its exam, greedy.</param>
/// <param name="Before">Drawn answers to the test's open questions before.</param>
/// <param name="After">And after.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record RlaifRun(
    string Variant, long Seed, IReadOnlyList<IReadOnlyDictionary<string, double>> Steps, ExamResult Exam, Drawn Before,
    Drawn After, double Seconds)
{
    /// <summary>Share of right answers in the first quarter of the rollouts. A question is asked once, so each
    /// rollout's are new to the policy; they are about aligned clips, whose planted correlations the test's clips lack.</summary>
    public double Early => Right(Steps.Take(Quarter));

    /// <summary>And in the last quarter.</summary>
    public double Late => Right(Steps.TakeLast(Quarter));

    private int Quarter => Math.Max(1, Steps.Count / 4);

    private static double Right(IEnumerable<IReadOnlyDictionary<string, double>> steps) =>
        steps.Average(step => step["oracle/scores"]);

    public override string ToString() => FormattableString.Invariant(
        $"{Variant}, seed {Seed}: right {Before.Oracle:0.###} → {After.Oracle:0.###}, ")
        + FormattableString.Invariant($"reward {Before.Reward:0.###} → {After.Reward:0.###}");
}

/// <summary>Drawn answers to questions that were not trained on.</summary>
/// <param name="Oracle">Share that is right.</param>
/// <param name="Reward">Mean score by the reward model.</param>
/// <param name="Length">Mean tokens.</param>
/// <param name="Ended">Share that ended by itself.</param>
public sealed record Drawn(double Oracle, double Reward, double Length, double Ended);
