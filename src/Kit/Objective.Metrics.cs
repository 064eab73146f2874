using System.Globalization;
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
    /// correction; <c>rewards/margins</c> their difference; <c>rewards/accuracies</c> = share of pairs where it is
    /// &gt; 0. <c>logps/*</c> = mean Σ_t m·log π, always the whole answer; they are left out where the loss does not
    /// read the policy, as a reward model's. <c>displacement</c> = share of chosen answers less likely than under the
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
        .. Titled.Select(one => new Metric($"terms/{one.Title}", Mean(one.Term.Apply()).Detach())),
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

    /// <summary>Every term under a name of its own: terms that share one are numbered in the order of the
    /// sum.</summary>
    private IEnumerable<(string Title, Term Term)> Titled => Terms.Items.Select(item => item.Term)
        .GroupBy(Title).SelectMany(same => same.Select((term, k) =>
            (k == 0 ? same.Key : string.Create(CultureInfo.InvariantCulture, $"{same.Key}#{k + 1}"), term)));

    private string Title(Term term) => term is Preference && Preferences.Count == 1 ? "preference" : term.Name;

    /// <summary>Refuses a name of the caller's own that another term has.</summary>
    private void CheckTitles()
    {
        var clash = Terms.Items.Select(item => item.Term).GroupBy(Title)
            .FirstOrDefault(same => same.Count() > 1 && same.Any(term => term is Written));
        if (clash is not null) throw new ArgumentException($"terms/{clash.Key}: expected one term of that name, got "
            + $"{string.Join(" and ", clash)}. Give a term of your own another name.");
    }

    private static Expr Mean(Expr value) => value.Axes == Axes.PerPair ? value.MeanPairs() : value;

    /// <summary>Σ_t m·x over the whole answer, whichever tokens the score counts.</summary>
    private static Expr Whole(Against against, Slot slot)
    {
        var tokens = new Tokens.Response();
        return new Over.Sum().Apply(against.Apply(slot, tokens), tokens.Apply(slot), slot).Detach();
    }
}
