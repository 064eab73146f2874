using Kit.Parts;
using static Kit.Papers;

namespace Kit.Tests.Reinforcement;

/// <summary>Papers are points in a product.</summary>
public sealed class RolloutPapersSpecs
{
    [Fact]
    public void Papers_are_the_compositions_that_their_names_promise()
    {
        Assert.Equal(Grpo.Without(KlToReference), DrGrpo.With(GroupNormalised(8)).With(SequenceMean));
        Assert.Equal(Grpo.Without(KlToReference), Bnpo.With(SequenceMean));
        Assert.Equal(Bnpo, Dapo.With(GroupNormalised(8)).With(ClipBand()).With(TokenMean));
        Assert.Equal(Grpo.Without(KlToReference), Gspo.With(TokenRatio).With(ClipBand()));
        Assert.Equal(Gspo, GspoToken.With(SequenceRatio));
        Assert.Equal(Dapo, Cispo.With(Dapo.Gradient().Advantage).With(ClipBand(0.2, 0.28)));
        Assert.Equal(Gspo.With(TokenRatio), SoftAdaptive.With(Gspo.Gradient().Clip));
        Assert.Equal(Ppo, VlmRlaif.With(WholeResponse));
        Assert.Equal(PpoClip, Ppo.Without(PpoValue.Terms.Items[0].Term));
        Assert.Equal(PpoClip, Dvpo.With(GivenTokenAdvantage));
        Assert.Equal(PpoClip, Bnpo.With(GivenTokenAdvantage));
        Assert.Equal(PpoValue, DvpoValue.With(new ValueClip.Band()));
    }

    [Fact]
    public void Rollouts_are_named_in_the_catalogue()
    {
        Assert.Equal(Grpo, Named("grpo"));
        Assert.Equal(DrGrpo, Named("grpo/dr"));
        Assert.Equal(GspoToken, Named("gspo/token"));
        Assert.Equal(SoftAdaptive, Named("sapo/soft-adaptive"));
        Assert.Equal(VlmRlaifReward, Named("reward-model"));
        Assert.Equal(new SortedSet<string>(
            ["bnpo", "cispo", "dapo", "dvpo", "dvpo/value", "grpo", "grpo/dr", "gspo", "gspo/token", "ppo", "ppo/clip",
                "ppo/value", "reward-model", "reward-model/bradley-terry", "reward-model/graded", "sapo/soft-adaptive",
                "vlm-rlaif"], StringComparer.Ordinal),
            new SortedSet<string>(Names.Where(name => IsOverRollouts(Named(name))
                || name.StartsWith("reward-model", StringComparison.Ordinal)), StringComparer.Ordinal));
    }

    private static bool IsOverRollouts(Objective objective) =>
        objective.Terms.Items.Any(item => item.Term is RolloutTerm);

    /// <summary>Preferences and policy gradients add like any terms, and each keeps its own parts.</summary>
    [Fact]
    public void A_preference_and_a_policy_gradient_share_one_objective()
    {
        var both = Dpo + 0.5 * Grpo;
        Assert.Equal(Dpo.With(LengthNorm) + 0.5 * Grpo, both.With(LengthNorm));
        Assert.Equal(Dpo + 0.5 * Grpo.With(SequenceRatio), both.With(SequenceRatio));
        Assert.Equal(Dpo.With(Spans) + 0.5 * Grpo.With(Spans), both.With(Spans));
    }
}

internal static class Gradients
{
    public static PolicyGradient Gradient(this Objective objective) =>
        objective.Terms.Items.Select(item => item.Term).OfType<PolicyGradient>().Single();
}
