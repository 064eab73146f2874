using Kit.Expressions;
using Kit.Parts;

namespace Kit;

/// <summary>What an objective reports, under TRL's names where TRL has one.</summary>
public sealed partial record Objective
{
    /// <summary>β·s(y), [B], detached: the reward of the formula, whatever terms are added.</summary>
    public Expr Reward(Slot slot) => Preference.Reward(slot);

    /// <summary>h of <see cref="Preference"/>, [B], nats.</summary>
    public Expr Margin => Preference.Margin;

    /// <summary>d loss / d evidence, with the evidence's axes. For <c>policy.logp[slot]</c> it is the credit of every
    /// token: negative where the loss wants the token more likely.</summary>
    public Expr Credit(Evidence evidence) => Gradient.Apply(Loss, evidence);

    /// <summary>Evidence that the policy makes and the loss reads: where backward starts.</summary>
    public Sequence<Evidence> Differentiable =>
        Sequence.From(Loss.Evidence.Where(evidence => evidence.Quantity.Flow == Flow.Differentiable));

    /// <summary>Batch means [], detached.</summary>
    /// <remarks>Of the heaviest preference: <c>rewards/chosen</c>, <c>rewards/rejected</c> = mean β·s, without shape or
    /// correction; <c>rewards/margins</c> their difference; <c>rewards/accuracies</c> = share of pairs where it is &gt;
    /// 0. <c>logps/*</c> = mean Σ_t m·log π, always the whole answer; They are left out where the loss does not read
    /// the policy, as a reward model's. <c>displacement</c> = share of chosen answers less likely than under the
    /// reference, when one is read; <c>terms/preference</c> and <c>terms/*</c> = each addend before its weight; and
    /// what the terms report themselves, under one name the heaviest.</remarks>
    public Sequence<Metric> Metrics =>
    [
        .. Heaviest is null ? [] : Rewards(Heaviest),
        .. Answers.Where(IsRead)
            .Select(slot => new Metric($"logps/{slot}", Whole(new Against.None(), slot).MeanPairs())),
        .. Displacement,
        .. Terms.Items.OrderByDescending(item => Math.Abs(item.Weight)).SelectMany(item => item.Term.Metrics)
            .DistinctBy(metric => metric.Name),
        .. Terms.Items.Select(item => new Metric($"terms/{Title(item.Term)}", Mean(item.Term.Apply()).Detach())),
    ];

    /// <summary>Answers that the preferences score under the clip itself.</summary>
    private IEnumerable<Slot> Answers => Preferences.SelectMany(one => one.Comparison.Slots)
        .Where(slot => slot.View.Length == 0).Distinct();

    private bool IsRead(Slot slot) => Differentiable.Contains(Quantity.PolicyLogp.At(slot));

    private bool HasPairs => Answers.Contains(Slot.Chosen) && Answers.Contains(Slot.Rejected);

    private IEnumerable<Metric> Displacement => Heaviest?.Score.Against is Against.Reference reference
        && Answers.Contains(Slot.Chosen)
        ? [new("displacement", Whole(reference, Slot.Chosen).IsNegative().MeanPairs())]
        : [];

    private IEnumerable<Metric> Rewards(Preference heaviest) =>
    [
        .. Answers.Select(slot => new Metric($"rewards/{slot}", heaviest.Reward(slot).MeanPairs())),
        .. HasPairs ? Margins(heaviest.Reward(Slot.Chosen) - heaviest.Reward(Slot.Rejected)) : [],
    ];

    private static IEnumerable<Metric> Margins(Expr margin) =>
    [
        new("rewards/margins", margin.MeanPairs()),
        new("rewards/accuracies", margin.IsPositive().MeanPairs()),
    ];

    private string Title(Term term) => term is Preference && Preferences.Count == 1 ? "preference" : term.Name;

    private static Expr Mean(Expr value) => value.Axes == Axes.PerPair ? value.MeanPairs() : value;

    /// <summary>Σ_t m·x over the whole answer, whichever tokens the score counts.</summary>
    private static Expr Whole(Against against, Slot slot)
    {
        var tokens = new Tokens.Response();
        return new Over.Sum().Apply(against.Apply(slot, tokens), tokens.Apply(slot), slot).Detach();
    }
}
