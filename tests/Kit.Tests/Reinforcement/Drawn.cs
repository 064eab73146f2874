using FsCheck;
using FsCheck.Fluent;
using Kit.Expressions;
using Kit.Parts;
using Kit.Rewards;
using static Kit.Papers;
using Outcome = Kit.Rewards.Outcome;

namespace Kit.Tests.Reinforcement;

/// <summary>Generated policy gradients, their parts, and rollouts.</summary>
internal static class Drawn
{
    public const int Size = 3;

    public static Gen<Clip> Clip => Gen.Elements(
        NoClip, ClipBand(), ClipBand(0.2, 0.28), TwoSidedClip(0.1, 0.3, 1.6), new Clip.Detached(1.4), new Clip.Soft());

    public static Gen<Ratio> Ratio => Gen.Elements(TokenRatio, SequenceRatio, SequenceTokenRatio);

    public static Gen<Averaging> Averaging =>
        Gen.Elements(SequenceMean, TokenMean, StepTokenMean, ConstantLength(12), new Averaging.Total());

    public static Gen<Tokens> Tokens => Gen.Elements(WholeResponse, WholeResponse, Spans, EveryPosition);

    public static Gen<Advantage> PerAnswer => Gen.Elements(GivenAdvantage, GroupNormalised(Size), GroupCentred(Size));

    public static Gen<Advantage> Advantage => Gen.OneOf(
        PerAnswer, Gen.Constant(GivenTokenAdvantage), Estimate.Select(one => (Advantage)new Advantage.Estimated(one)));

    public static Gen<KlEstimate> Estimates => Gen.Elements<KlEstimate>(K1, K1Clamped, new KlEstimate.K2(), K3);

    public static Gen<Whitening> Whitening => Gen.Elements<Whitening>(
        NoWhitening, new Whitening.Scaled(10), new Whitening.Standardised(), new Whitening.Rescaled(),
        new Whitening.Unbiased());

    public static Gen<Expr> Outcomes => Gen.Elements(
        Outcome.Reward, Outcome.Reward - 8 * Outcome.Cut, Outcome.Reward + Outcome.SoftOverlong(5, 3),
        Outcome.Reward - 10 * Outcome.LengthShare + 2 * Outcome.Correct + 0.1, Expr.From(0), Expr.From(1));

    public static Gen<Gae> Estimate =>
        from outcome in Outcomes from weight in Gen.Elements(0, 0.05, 0.3) from kl in Estimates
        from tokens in Gen.Elements(WholeResponse, EveryPosition) from rewards in Whitening from values in Whitening
        from gamma in Gen.Elements(1, 0.9) from lambda in Gen.Elements(0, 0.95, 1) from whitening in Whitening
        select new Gae(new(outcome, weight, kl, tokens), rewards, values, gamma, lambda, whitening);

    /// <summary>The policy gradient alone.</summary>
    public static Gen<PolicyGradient> Gradient =>
        from advantage in Advantage from ratio in Ratio from clip in Clip
        from averaging in Averaging from tokens in Tokens
        select new PolicyGradient(advantage, ratio, clip, averaging, tokens);

    /// <summary>A policy gradient with a divergence, a critic and an entropy bonus, each there or not.</summary>
    public static Gen<Objective> Objective =>
        from gradient in Gradient from kl in Estimates
        from held in Gen.Elements<ValueClip>(new ValueClip.None(), new ValueClip.Band())
        from a in Weight from b in Weight from c in Weight
        select new Objective(gradient) + a * new ReferenceKl(kl, gradient.Averaging, gradient.Tokens)
            + b * new ValueLoss(held, gradient.Averaging, gradient.Tokens)
            + c * new EntropyBonus(gradient.Averaging, gradient.Tokens);

    public static Gen<Rollouts> Rollouts =>
        from seed in Given.Seed from groups in Gen.Choose(1, 2) from tokens in Gen.Choose(1, 5)
        select Reinforcement.Rollouts.From(seed, groups, Size, tokens);

    private static Gen<double> Weight => Gen.Elements(0, 0.25, 0.5);
}
