using Kit.Expressions;
using Kit.Parts;
using Kit.Rewards;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Tests.Reinforcement;

/// <summary>What a wrong composition of rollouts is told.</summary>
public sealed class RolloutErrorSpecs
{
    private static readonly Expr Tokens = Quantity.PolicyLogp.At(Slot.Response).ToExpr();

    [Fact]
    public async Task Parts_without_a_home_are_refused() => await Verifier.Verify(Messages(
        () => Grpo.With(Smoothing(0.1)), () => Grpo.With(NoReference), () => Dpo.With(SequenceRatio),
        () => Dpo.With(ClipBand()),
        () => Dpo.With(SequenceMean), () => Dapo.With(K3), () => Grpo.With(new ValueClip.None()),
        () => PpoValue.With(GivenAdvantage),
        () => new Objective(new Centring(HeadScore)).With(Spans),
        () => Grpo.With(TokenRatio, SequenceRatio), () => (Grpo + 0.5 * Gspo).With(NoClip)));

    [Fact]
    public async Task Weights_are_no_mask() => await Verifier.Verify(Messages(
        () => Grpo.With(Bridged()), () => Ppo.With(Tail(0.5)),
        () => new TokenRewards(Outcome.Reward, 0, K1, Tail(0.5))));

    [Fact]
    public async Task Numbers_outside_their_range_are_refused() => await Verifier.Verify(Messages(
        () => GroupNormalised(1), () => GroupCentred(0), () => new Advantage.GroupNormalised(2, Tokens),
        () => ClipBand(2),
        () => ClipBand(high: double.NaN), () => TwoSidedClip(delta: 0), () => new Clip.Detached(-1),
        () => new Clip.Soft(0),
        () => ConstantLength(0), () => new ValueClip.Band(double.NaN), () => Outcome.SoftOverlong(4, 5),
        () => Outcome.SoftOverlong(4, 0),
        () => PpoAdvantage.WithDiscounts(1.5, 1), () => PpoAdvantage.WithDiscounts(1, -0.1),
        () => new TokenRewards(Tokens, 0, K1, WholeResponse), () => PpoAdvantage.Rewards.WithKlWeight(double.NaN),
        () => new Whitening.Standardised(0), () => new Whitening.Scaled(double.PositiveInfinity)));

    [Fact]
    public void Odd_compositions_are_remarked_upon()
    {
        Assert.Empty(Gspo.Remarks);
        Assert.Empty(Grpo.With(TwoSidedClip()).Remarks);
        Assert.Contains("by its length", Assert.Single(Gspo.With(TokenMean).Remarks));
        Assert.Contains("inside the band", Assert.Single(Grpo.With(TwoSidedClip(delta: 1.2)).Remarks));
    }

    private static string Messages(params Func<object>[] acts) => string.Join('\n', acts.Select(Message));

    private static string Message(Func<object> act)
    {
        try
        {
            act();
            return "no error";
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }
    }
}
