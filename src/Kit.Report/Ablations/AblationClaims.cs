using Kit.Pipelines;

namespace Kit.Report.Ablations;

/// <summary>The RRPO paper's claims that this world can test, each by a rule fixed in advance.</summary>
internal static class AblationClaims
{
    private const string Dpo = "DPO";
    private const string Rrpo = "RRPO";
    private const string NoKl = "RRPO without KL";
    private const string NoSpans = "DPO + TokenKL";

    public static Sequence<Claim> From(AblationResult result) => Ready(result)
        ? [
            Drift(result), Unmarked(result), WithoutKl(result), WithoutSpans(result), Efficiency(result),
            Gradient(result),
        ]
        : [];

    private static bool Ready(AblationResult result) =>
        new[] { Dpo, Rrpo, NoKl, NoSpans }.All(name => result.Of(name).Count > 0);

    private static Claim Drift(AblationResult result) => Decide(result, "RRPO drifts far less than DPO",
        "On held-out pairs KL(ref‖policy) of chosen answers under RRPO is less than half of that under DPO, "
        + "at the same rate.",
        seed => HeldOut(result, Rrpo, "kl/chosen", seed) < 0.5 * HeldOut(result, Dpo, "kl/chosen", seed),
        Spread(result, Dpo, "kl/chosen", "nats"), Spread(result, Rrpo, "kl/chosen", "nats"));

    private static Claim Unmarked(AblationResult result) => Decide(result, "Unmarked tokens stay near the reference",
        "Mean |Δlogp| of tokens outside the spans is smaller under RRPO than under DPO, "
        + "and DPO lowers the chosen answers' likelihood.",
        seed => HeldOut(result, Rrpo, "drift/rest", seed) < HeldOut(result, Dpo, "drift/rest", seed)
            && HeldOut(result, Dpo, "delta/chosen", seed) < 0,
        Spread(result, Dpo, "drift/rest", "nats a token"), Spread(result, Rrpo, "drift/rest", "nats a token"),
        Spread(result, Dpo, "delta/chosen", "nats"), Spread(result, Rrpo, "delta/chosen", "nats"));

    private static Claim WithoutKl(AblationResult result) => Decide(
        result, "Without the token KL, drift grows and the gain disappears",
        "RRPO with α = 0 drifts more than RRPO, and gains nothing over the base model on hallucination pairs "
        + "while RRPO gains.",
        seed => HeldOut(result, NoKl, "kl/chosen", seed) > HeldOut(result, Rrpo, "kl/chosen", seed)
            && Gain(result, NoKl, seed) <= 0 && Gain(result, Rrpo, seed) > 0,
        Spread(result, NoKl, "kl/chosen", "nats"), Spread(result, Rrpo, "kl/chosen", "nats"),
        Gains(result, NoKl), Gains(result, Rrpo));

    private static Claim WithoutSpans(AblationResult result) => Decide(
        result, "Without spans most, not all, of the gain remains",
        "DPO + TokenKL (full-sequence rewards) keeps between half and all of RRPO's gain on hallucination pairs.",
        seed => Gain(result, Rrpo, seed) > 0 && Gain(result, NoSpans, seed) < Gain(result, Rrpo, seed)
            && Gain(result, NoSpans, seed) > 0.5 * Gain(result, Rrpo, seed),
        Gains(result, NoSpans), Gains(result, Rrpo));

    private static Claim Efficiency(AblationResult result) => Decide(result, "RRPO buys more margin per nat of drift",
        "At the last step, reward margin divided by KL(ref‖policy) of chosen answers is larger under RRPO than under "
        + "DPO.",
        seed => PerNat(result, Rrpo, seed) > PerNat(result, Dpo, seed),
        Shown(result, Dpo, "margin per nat", seed => PerNat(result, Dpo, seed)),
        Shown(result, Rrpo, "margin per nat", seed => PerNat(result, Rrpo, seed)));

    private static Claim Gradient(AblationResult result) => Decide(result, "RRPO pulls less where few words differ",
        "At the first step, where nothing has diverged yet, the gradient's norm is smaller under RRPO than under DPO.",
        seed => First(result, Rrpo, seed) < First(result, Dpo, seed),
        Shown(result, Dpo, "gradient's norm at the first step", seed => First(result, Dpo, seed)),
        Shown(result, Rrpo, "gradient's norm at the first step", seed => First(result, Rrpo, seed)));

    private static double First(AblationResult result, string variant, long seed) =>
        Run(result, variant, seed).Steps[0].Metrics["grad_norm"];

    private static Claim Decide(
        AblationResult result, string title, string statement, Func<long, bool> rule, params KeyValue[] numbers) =>
        Claim.Decided(title, statement, result.Ablation.SeedList.Select(rule), numbers);

    private static AblationRun Run(AblationResult result, string variant, long seed) =>
        result.Of(variant).Single(r => r.Seed == seed);

    private static double HeldOut(AblationResult result, string variant, string metric, long seed) =>
        Run(result, variant, seed).HeldOut[metric];

    private static double Gain(AblationResult result, string variant, long seed) =>
        AblationScores.Both(Run(result, variant, seed).Exam) - AblationScores.Both(result.Base);

    private static double PerNat(AblationResult result, string variant, long seed)
    {
        var last = Run(result, variant, seed).Steps[^1].Metrics;
        return last["rewards/margins"] / last["kl/chosen"];
    }

    private static KeyValue Spread(AblationResult result, string variant, string metric, string unit) =>
        Shown(result, variant, $"{metric}, {unit}", seed => HeldOut(result, variant, metric, seed));

    private static KeyValue Gains(AblationResult result, string variant) =>
        Shown(result, variant, "gain on pairs, points", seed => 100 * Gain(result, variant, seed));

    private static KeyValue Shown(AblationResult result, string variant, string what, Func<long, double> value) => new(
        $"{variant}: {what}", string.Join(
            " · ", result.Ablation.SeedList.Select(seed => Numbers.Print(Numbers.Significant(value(seed), 3)))));
}
