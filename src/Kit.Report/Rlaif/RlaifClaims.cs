using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines.Rlaif;

namespace Kit.Report.Rlaif;

/// <summary>The VLM-RLAIF paper's claims that this world can test, each by a rule fixed in advance.</summary>
internal static class RlaifClaims
{
    private const string Ppo = "PPO", Oracle = "PPO, oracle's reward", Elder = "PPO, elder's likelihood",
        Paid = "paid for length", LastIndex = "reward on the last index";

    public static Sequence<Claim> From(RlaifResult result) => Sequence.From(
        All(result).OfType<Claim>());

    private static IEnumerable<Claim?> All(RlaifResult result) =>
    [
        Narrative(result), Pairs(result), Size(result), Policy(result), Better(result),
        Direct(result), Truth(result), Honest(result), Order(result), Length(result), Placement(result),
    ];

    /// <summary>One judge has no seeds, so its drafts decide: what lies within two standard errors is
    /// undecided.</summary>
    private static Claim Narrative(RlaifResult result)
    {
        var none = result.Judges.First(judge => judge.Parts == 0).Study;
        var others = result.Judges.Where(judge => judge.Parts > 0).ToArray();
        var told = others.FirstOrDefault(judge => judge.Parts == result.Plan.Judged, others[^1]).Study;
        var (gain, noise) = (told.Agreement - none.Agreement, 2 * Math.Sqrt(0.25 / none.Oracle + 0.25 / told.Oracle));
        return Claim.Decided("A narrative makes the judge agree more with the truth",
            "With the paper's number of parts (or the largest that was run) the judge agrees more often than without, "
            + "by more than two standard errors of shares of that many drafts.",
            Math.Abs(gain) > noise ? [gain > 0] : [true, false],
            [.. result.Judges.Select(judge => new KeyValue(
                judge.Parts == 0 ? "no narrative" : FormattableString.Invariant($"{judge.Parts} parts"),
                Percent(judge.Study.Agreement)))]);
    }

    private static Claim Pairs(RlaifResult result) => Claim.Decided("Reward models get better with more pairs",
        "Accuracy against the truth on unseen clips is higher with all pairs than with the smallest share.",
        Seeds(result).SelectMany(
            seed => Above(Fit(result, seed, result.Plan.Shares[^1]), Fit(result, seed, result.Plan.Shares[0]))),
        [.. result.Plan.Shares.Select(share => new KeyValue(
            FormattableString.Invariant($"{share:P0} of the pairs"),
            string.Join(" · ", Seeds(result).Select(seed => Percent(Fit(result, seed, share))))))]);

    /// <summary>Their larger model is one of 13B beside 7B; ours has the policy's size and longer schooling.</summary>
    private static Claim? Size(RlaifResult result) => result.Own.Count == 0 ? null : Claim.Decided(
        "A stronger model makes a better reward model",
        "With all pairs, accuracy against the truth on unseen clips is higher from the elder's weights, taught longer, "
        + "than from the policy's own. The paper compares 13B with 7B.",
        result.Own.SelectMany(own => Above(Fit(result, own.Seed, own.Share), own.Oracle ?? double.NaN)),
        new KeyValue("from VLM-SFT", string.Join(" · ", result.Own.Select(own => Percent(own.Oracle ?? double.NaN)))),
        new KeyValue("from the elder", string.Join(
            " · ", result.Own.Select(own => Percent(Fit(result, own.Seed, own.Share))))));

    private static Claim? Policy(RlaifResult result) => Of(
        result, Ppo, "PPO raises the reward and stays near the reference",
        "The reward model's score of drawn answers to unseen questions rises, and the last rollout's KL is below 20 "
        + "nats an answer.",
        run => run.After.Reward > run.Before.Reward && run.Steps[^1]["objective/kl"] < 20,
        ("reward before", run => run.Before.Reward), ("reward after", run => run.After.Reward),
        ("KL, nats", run => run.Steps[^1]["objective/kl"]));

    private static Claim? Better(RlaifResult result) => Of(result, Ppo, "RLAIF beats supervised tuning",
        "Drawn answers to unseen questions are right more often after PPO than before it.",
        run => run.After.Oracle > run.Before.Oracle,
        ("right before", run => run.Before.Oracle), ("right after", run => run.After.Oracle));

    /// <summary>Where this holds and the claim before it does not, pairs and reward model lose what the elder knows.
    /// </summary>
    private static Claim? Direct(RlaifResult result) => Of(
        result, Elder, "AI feedback without a reward model is enough",
        "Not the paper's: rewarded by the elder's mean log-probability of an answer's tokens, drawn answers to unseen "
        + "questions are right more often after PPO than before it.",
        run => run.After.Oracle > run.Before.Oracle,
        ("right before", run => run.Before.Oracle), ("right after", run => run.After.Oracle));

    /// <summary>What PPO can do here where its reward is never wrong.</summary>
    private static Claim? Truth(RlaifResult result) => Of(result, Oracle, "Rewarded by the truth, PPO gets truer",
        "Not the paper's: with the oracle as the reward model, drawn answers to unseen questions are right more often "
        + "after PPO than before it. Where this does not hold, PPO is too short to conclude anything from its other "
        + "rewards.",
        run => run.After.Oracle > run.Before.Oracle,
        ("right before", run => run.Before.Oracle), ("right after", run => run.After.Oracle),
        ("rollouts right, first quarter", run => run.Early), ("last quarter", run => run.Late));

    /// <summary>Reward hacking is shown: the reward rose and the truth did not.</summary>
    private static Claim? Honest(RlaifResult result) => Of(result, Ppo, "What the reward model likes is what is true",
        "Not the paper's: wherever PPO raises the reward, it raises the share of right answers too. Where this does "
        + "not hold, the reward model was exploited.",
        run => run.After.Reward <= run.Before.Reward || run.After.Oracle > run.Before.Oracle,
        ("reward gained", run => run.After.Reward - run.Before.Reward),
        ("right gained", run => run.After.Oracle - run.Before.Oracle));

    private static Claim Order(RlaifResult result) => Claim.Decided("Easy to hard beats mixed order",
        "The policy's init answers more exam questions when short answers come first.",
        Seeds(result).Select(seed => Init(result, "easy to hard", seed) > Init(result, "mixed", seed)),
        Inits(result, "easy to hard"), Inits(result, "mixed"));

    private static Claim? Length(RlaifResult result) => Of(
        result, Paid, "Paid for length, a policy writes longer answers, not better ones",
        "With +10 for a full length, drawn answers get longer and no more of them are right.",
        run => run.After.Length > run.Before.Length && run.After.Oracle <= run.Before.Oracle,
        ("tokens before", run => run.Before.Length), ("tokens after", run => run.After.Length),
        ("right before", run => run.Before.Oracle), ("right after", run => run.After.Oracle));

    private static Claim? Placement(RlaifResult result) => result.Of(LastIndex).Count == 0 ? null : Claim.Decided(
        "The last index is as good a place for the reward as the last token",
        "Drawn answers are right at least as often with the code's placement (and its means over padding) as with the "
        + "reward at the answer's end.",
        result.Of(LastIndex).Zip(result.Of(Ppo)).Select(two => two.First.After.Oracle >= two.Second.After.Oracle),
        Shown(result, LastIndex, "right after", run => run.After.Oracle),
        Shown(result, Ppo, "right after", run => run.After.Oracle));

    private static Claim? Of(
        RlaifResult result, string variant, string title, string statement, Func<RlaifRun, bool> rule,
        params (string What, Func<RlaifRun, double> Value)[] numbers) => result.Of(variant).Count == 0
        ? null
        : Claim.Decided(
            title, statement, result.Of(variant).Select(rule),
            [.. numbers.Select(number => Shown(result, variant, number.What, number.Value))]);

    private static KeyValue Shown(RlaifResult result, string variant, string what, Func<RlaifRun, double> value) => new(
        $"{variant}: {what}", string.Join(" · ", result.Of(variant).Select(run => Numbers.Significant(value(run), 3))));

    private static KeyValue Inits(RlaifResult result, string order) => new(
        $"init, {order}", string.Join(" · ", Seeds(result).Select(seed => Percent(Init(result, order, seed)))));

    private static double Init(RlaifResult result, string order, long seed) =>
        Right(result.Inits.Single(init => init.Order == order && init.Seed == seed).Exam);

    private static double Right(ExamResult exam) => Scores.From(exam.Questions).Micro;

    /// <summary>What was not measured speaks for both sides.</summary>
    private static bool[] Above(double one, double other) =>
        double.IsNaN(one - other) ? [true, false] : [one > other];

    private static double Fit(RlaifResult result, long seed, double share) =>
        result.Rewards.Single(fit => fit.Seed == seed && fit.Share == share).Oracle ?? double.NaN;

    private static IEnumerable<long> Seeds(RlaifResult result) => result.Rewards.Select(fit => fit.Seed).Distinct();

    private static string Percent(double share) => Numbers.Significant(100 * share, 3) + " %";
}
