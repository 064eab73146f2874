using Kit.Expressions;
using Kit.Parts;
using Kit.Rewards;
using static Kit.Papers;

namespace Kit.Tests.Fixtures;

/// <summary>Which methods of <c>rl.json</c> the kit composes, and by which expression. A method, setting or input that
/// is not known here is an error, never skipped.</summary>
internal static class RolloutCoverage
{
    /// <summary>Cases whose answer is a loss.</summary>
    public static TheoryData<string> Losses =>
        [.. RolloutCase.All.Where(one => !IsEstimate(one)).Select(one => one.Name)];

    /// <summary>Cases whose answer is advantages.</summary>
    public static TheoryData<string> Estimates => [.. RolloutCase.All.Where(IsEstimate).Select(one => one.Name)];

    public static RolloutCase Case(string name) => RolloutCase.All.Single(one => one.Name == name);

    /// <summary>The composition of a loss.</summary>
    public static Objective Compose(RolloutCase one) => one.Method switch
    {
        "ppo_clip" => Clipped(Admitted(one, "clipRange", "valueClipRange")),
        "reward_model" => Ranked(Admitted(one, "magnitudePenalty")),
        "grpo" => Surrogate(one, Grpo.Without(KlToReference)),
        "bnpo" => Surrogate(one, Bnpo),
        "dr_grpo" => Surrogate(one, DrGrpo.With(ConstantLength(one.Number("maxCompletionLength")))),
        "dapo" => Surrogate(one, Dapo),
        _ => throw Unknown(one, "a method", one.Method),
    };

    /// <summary>The composition of an estimate.</summary>
    public static Gae Estimate(RolloutCase one)
    {
        Admitted(one, "klApproximator", "whitenRewards", "klCoefficient", "lengthBonus", "correctBonus", "rewardBias",
            "gamma", "lam");
        var outcome = Outcome.Reward + one.Number("lengthBonus") * Outcome.LengthShare
            + one.Number("correctBonus") * Outcome.Correct + one.Number("rewardBias");
        KlEstimate estimate = one.Word("klApproximator") switch
        {
            "k1" => K1Clamped,
            "k3" => K3,
            var other => throw Unknown(one, "a divergence", other),
        };
        var official = VlmRlaifAdvantage.WithDiscounts(one.Number("gamma"), one.Number("lam"))
            .With(new TokenRewards(outcome, one.Number("klCoefficient"), estimate, EveryPosition));
        return one.Flag("whitenRewards") ? official.WithRewardScale(new Whitening.Rescaled()) : official;
    }

    /// <summary>The evidence, and the statistics that it makes.</summary>
    public static IReadOnlyDictionary<Evidence, Grid> Evidence(RolloutCase one)
    {
        var given = one.Inputs.SelectMany(name => Read(one, name))
            .ToDictionary(read => read.Evidence, read => read.Grid);
        var statistics = IsEstimate(one) ? [] : Compose(one).Statistics;
        return given.Concat(statistics.Select(statistic =>
                KeyValuePair.Create(statistic.Evidence, Interpreter.Apply(statistic.Next, given))))
            .ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    /// <summary>What the whole loss must be.</summary>
    public static double Loss(RolloutCase one) => one.Answers.Sum(name => one.Expected(name).Value);

    /// <summary>d loss / d evidence that is expected.</summary>
    public static IEnumerable<(Evidence Evidence, Grid Grid)> Gradients(RolloutCase one) => one.Method == "reward_model"
        ? Heads(one, one.Gradient)
        : one.Gradients.Select(name => (Read(one, name).Single().Evidence, one.Gradient(name)));

    private static bool IsEstimate(RolloutCase one) => one.Method == "ppo_advantage";

    private static IEnumerable<(Evidence Evidence, Grid Grid)> Read(RolloutCase one, string name) =>
        (one.Method, name) switch
        {
            ("reward_model", "choice") =>
            [
                .. Heads(one, one.Input),
                .. Heads(one, one.Input).Select(head => (Quantity.Mask.At(head.Evidence.Slot), head.Grid.Map(_ => 1))),
            ],
            ("reward_model", "rewards0" or "rewards1") => [],
            ("reward_model", _) => throw Unknown(one, "an input", name),
            _ => [(QuantityOf(one, name).At(Slot.Response), one.Input(name))],
        };

    private static Quantity QuantityOf(RolloutCase one, string name) => (name, IsEstimate(one)) switch
    {
        ("logps", false) => Quantity.PolicyLogp,
        ("logps", true) or ("oldLogps", false) => Quantity.OldLogp,
        ("referenceLogps", _) => Quantity.ReferenceLogp,
        ("mask", false) => Quantity.Mask,
        ("advantages", false) => PerToken(one) ? Quantity.TokenAdvantage : Quantity.Advantage,
        ("returns", false) => Quantity.Return,
        ("values", false) => Quantity.Value,
        ("values", true) or ("oldValues", false) => Quantity.OldValue,
        ("rewards", true) => Quantity.Reward,
        ("lengthBonus", true) => Quantity.LengthShare,
        ("correctBonus", true) => Quantity.Correct,
        _ => throw Unknown(one, "an input", name),
    };

    private static bool PerToken(RolloutCase one) => one.Input("advantages").Shape.Count == 2;

    /// <summary>Official code masks nothing.</summary>
    private static Objective Clipped(RolloutCase one) => (PpoClip + PpoValue)
        .With(ClipBand(one.Number("clipRange"), one.Number("clipRange")))
        .With(new ValueClip.Band(one.Number("valueClipRange"))).With(EveryPosition);

    private static Objective Ranked(RolloutCase one)
    {
        var penalty = new MagnitudePenalty(HeadScore);
        return VlmRlaifReward.Without(penalty) + one.Number("magnitudePenalty") * penalty;
    }

    /// <summary>Choice 1 prefers output 1, choice 0 output 0; heads of one token.</summary>
    private static (Evidence Evidence, Grid Grid)[] Heads(RolloutCase one, Func<string, Grid> read)
    {
        var (first, second, choice) = (read("rewards0").Values, read("rewards1").Values, one.Input("choice").Values);
        if (choice.Any(value => value is not (0 or 1))) throw Unknown(one, "choices of 0 or 1", $"{choice}");
        return [(Quantity.RewardHead.At(Slot.Chosen), Pick(1)), (Quantity.RewardHead.At(Slot.Rejected), Pick(0))];

        Grid Pick(int wanted) =>
            Grid.From(choice.Select((value, b) => new[] { value == wanted ? second[b] : first[b] }));
    }

    private static Objective Surrogate(RolloutCase one, Objective paper)
    {
        Admitted(one, "importanceSampling", "beta", "epsilonLow", "epsilonHigh", "delta", "maxCompletionLength");
        var (low, high) = (one.Number("epsilonLow"), one.Number("epsilonHigh"));
        Ratio ratio = one.Word("importanceSampling") switch
        {
            "token" => TokenRatio,
            "sequence" => SequenceRatio,
            "sequence_token" => SequenceTokenRatio,
            var other => throw Unknown(one, "a ratio", other),
        };
        var surrogate = paper.With(ratio).With(PerToken(one) ? GivenTokenAdvantage : GivenAdvantage)
            .With(one.Hyper("delta") is null ? ClipBand(low, high) : TwoSidedClip(low, high, one.Number("delta")));
        var averaging = surrogate.Terms.Items.Select(item => item.Term).OfType<PolicyGradient>().Single().Averaging;
        return surrogate + one.Number("beta") * new ReferenceKl(K3, averaging, WholeResponse);
    }

    /// <summary>The case, once every setting of it is one that is read.</summary>
    private static RolloutCase Admitted(RolloutCase one, params string[] settings) =>
        one.Settings.Except(settings).FirstOrDefault() is { } other ? throw Unknown(one, "a setting", other) : one;

    private static InvalidDataException Unknown(RolloutCase one, string what, string got) =>
        new($"{one.Name}: expected {what} that is covered, got '{got}'. Compose it in {nameof(RolloutCoverage)}.");
}
