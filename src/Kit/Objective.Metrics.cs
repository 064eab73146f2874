using Kit.Expressions;
using Kit.Parts;

namespace Kit;

/// <summary>What an objective reports, under TRL's names where TRL has one.</summary>
public sealed partial record Objective
{
    /// <summary>β·s(y), [B], detached: the reward of the formula, whatever terms are added.</summary>
    public Expr Reward(Slot slot) => (Link.Scale * Score.Apply(slot)).Detach();

    /// <summary>d loss / d evidence, with the evidence's axes. For <c>policy.logp[slot]</c> it is the credit of every
    /// token: negative where the loss wants the token more likely.</summary>
    public Expr Credit(Evidence evidence) => Gradient.Apply(Loss, evidence);

    /// <summary>Evidence that the policy makes and the loss reads: where backward starts.</summary>
    public Sequence<Evidence> Differentiable =>
        Sequence.From(Loss.Evidence.Where(evidence => evidence.Quantity.Flow == Flow.Differentiable));

    /// <summary>Batch means [], detached.</summary>
    /// <remarks><c>rewards/chosen</c>, <c>rewards/rejected</c> = mean β·s; <c>rewards/margins</c> their difference;
    /// <c>rewards/accuracies</c> = share of h &gt; 0; <c>logps/*</c> = mean Σ_t m·log π, always the whole answer;
    /// <c>displacement</c> = share of chosen answers less likely than under the reference, when one is read;
    /// <c>terms/preference</c> and <c>terms/*</c> = each addend before its weight.</remarks>
    public Sequence<Metric> Metrics =>
    [
        new("rewards/chosen", Reward(Slot.Chosen).MeanPairs()),
        new("rewards/rejected", Reward(Slot.Rejected).MeanPairs()),
        new("rewards/margins", (Link.Scale * Margin).Detach().MeanPairs()),
        new("rewards/accuracies", Margin.IsPositive().Detach().MeanPairs()),
        new("logps/chosen", Whole(new Against.None(), Slot.Chosen).MeanPairs()),
        new("logps/rejected", Whole(new Against.None(), Slot.Rejected).MeanPairs()),
        .. Displacement,
        new("terms/preference", Penalty.Detach().MeanPairs()),
        .. Terms.Items.Select(item => new Metric($"terms/{item.Term.Name}", Mean(item.Term.Apply()).Detach())),
    ];

    private IEnumerable<Metric> Displacement => Score.Against is Against.Reference
        ? [new("displacement", Whole(Score.Against, Slot.Chosen).IsNegative().MeanPairs())]
        : [];

    private static Expr Mean(Expr value) => value.Axes == Axes.PerPair ? value.MeanPairs() : value;

    /// <summary>Σ_t m·x over the whole answer, whichever tokens the score counts.</summary>
    private static Expr Whole(Against against, Slot slot) =>
        new Over.Sum().Apply(against.Apply(slot), new Tokens.Response().Apply(slot), slot).Detach();
}
