using Kit.Expressions;
using Kit.Models.Generation;
using Kit.Parts;
using Kit.Rewards;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Train.Rollouts;

/// <summary>Learning from one's own answers: answer, be rewarded, pass over the answers a few times, again.</summary>
/// <remarks>The objective decides what is computed: <c>advantage.token</c> asks for <see cref="Advantages"/> (PPO,
/// Schulman et al. 2017, arXiv:1707.06347), <c>value</c> for a critic, <c>reference.logp</c> for the reference, a group
/// advantage for <see cref="Decoding.Samples"/> answers a question (GRPO, Shao et al. 2024, arXiv:2402.03300).
/// Advantages belong to the whole rollout, so that whitening does not depend on the size of an update. T is the
/// longest answer that the decoding allows. Log-probabilities are the policy's own, so answers must be drawn from it
/// unchanged.</remarks>
/// <param name="Objective">The loss of an update.</param>
/// <param name="Advantages">How tokens earn, or null where the objective reads <c>reward</c> alone.</param>
/// <param name="Decoding">How answers are drawn: sampled, one stop id.</param>
/// <param name="Optimization">Rates; answers an update, epochs over the questions. The schedule advances by rollouts,
/// as VLM-RLAIF's does, and <see cref="Optimization.MaxSteps"/> counts them.</param>
/// <param name="Questions">Questions a rollout.</param>
/// <param name="Passes">Over the answers of a rollout.</param>
/// <param name="Kl">What becomes of κ.</param>
/// <param name="Seed">Order, draws, updates.</param>
public sealed record RolloutTraining(
    Objective Objective, Gae? Advantages, Decoding Decoding, Optimization Optimization, int Questions, int Passes,
    KlControl Kl, long Seed)
{
    /// <summary>PPO with a critic, its losses as VLM-RLAIF weighs them: two passes over every rollout, κ fixed.
    /// Ahn et al. 2024 (arXiv:2402.03746); every token of an answer counts and the reward lands on its last.</summary>
    /// <remarks>Deviations: their code counts padding too and puts the reward on its last index
    /// (<see cref="Papers.VlmRlaif"/> with <see cref="Papers.VlmRlaifAdvantage"/> do so here, with V = 0 on padding
    /// where theirs is learned). An answer that asks a question is not cut at its question mark.</remarks>
    public static RolloutTraining Ppo(Decoding decoding, Optimization optimization, int questions, long seed) => new(
        Papers.Ppo, Papers.VlmRlaifAdvantage.With(Papers.VlmRlaifAdvantage.Rewards.With(Papers.WholeResponse)
            .WithOutcome(Outcome.Reward - 8 * Outcome.Cut - 10 * Outcome.LengthShare)),
        decoding, optimization, questions, Passes: 2, KlControl.Fixed, seed);

    /// <summary>Group-relative, without a critic: one pass, as GRPO's code does.</summary>
    public static RolloutTraining Grpo(
        Objective objective, Decoding decoding, Optimization optimization, int questions, long seed) =>
        new(objective, null, decoding, optimization, questions, Passes: 1, KlControl.Fixed, seed);

    public RolloutTraining With(KlControl kl) => this with { Kl = kl };

    public RolloutTraining With(Gae advantages) => this with { Advantages = advantages };

    public RolloutTraining With(Objective objective) => this with { Objective = objective };

    public RolloutTraining WithPasses(int passes) => this with { Passes = passes };

    /// <summary>T.</summary>
    internal int Width => Decoding.MaxTokens;

    /// <summary>Trains the policy, and the critic with it, in place.</summary>
    /// <param name="roles">Who takes part.</param>
    /// <param name="rewards">What each answer earns, [N]: a reward model's <c>Score</c>, a rule, a judge.</param>
    /// <param name="asked">The questions; those of a rollout are read when it begins, so a list may load them
    /// then.</param>
    /// <param name="progress">Told after every rollout.</param>
    /// <exception cref="ArgumentException">The parts do not fit together; what is missing is named.</exception>
    /// <exception cref="ArithmeticException">A number is not finite; rollout and questions are named.</exception>
    public void Train(
        Roles roles, Func<IReadOnlyList<Reply>, IReadOnlyList<double>> rewards, IReadOnlyList<RolloutQuestion> asked,
        IProgress<RolloutStep> progress)
    {
        using var loop = Begin(roles, rewards, asked.Count);
        GoOn(loop, asked, progress);
    }

    /// <summary>The same, from the first rollout or from where a folder stands; a run that was cut off ends in the same
    /// weights, bit for bit on a CPU.</summary>
    /// <param name="roles">Who takes part, as before the first rollout, whatever the folder holds.</param>
    /// <param name="rewards">What each answer earns, [N]. It is a function, so the folder does not know it: give every
    /// reward a folder of its own.</param>
    /// <param name="asked">The questions, as above.</param>
    /// <param name="folder">Where the run is saved after every so many rollouts.</param>
    /// <param name="progress">Told after every rollout, before it is saved.</param>
    /// <exception cref="InvalidDataException">The folder holds another run; what differs is named.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written, or another run writes there.</exception>
    public void Train(
        Roles roles, Func<IReadOnlyList<Reply>, IReadOnlyList<double>> rewards, IReadOnlyList<RolloutQuestion> asked,
        RunFolder folder, IProgress<RolloutStep> progress)
    {
        folder.Check();
        using var loop = Begin(roles, rewards, asked.Count);
        using (NewDisposeScope())
            loop.GoOn(folder, RolloutFingerprint.From(this, roles, asked.Count, Batch(asked, 0)));
        GoOn(loop, asked, progress);
    }

    private DataOrder OrderOf(int questions) => new(questions, Questions, Seed, Optimization.Order);

    private int Total(int questions) => Math.Min(
        Optimization.MaxSteps ?? int.MaxValue, Optimization.Epochs * OrderOf(questions).StepsPerEpoch);

    private RolloutLoop Begin(
        Roles roles, Func<IReadOnlyList<Reply>, IReadOnlyList<double>> rewards, int questions)
    {
        Check(roles);
        return new RolloutLoop(this, roles, rewards, Total(questions));
    }

    private void GoOn(RolloutLoop loop, IReadOnlyList<RolloutQuestion> asked, IProgress<RolloutStep> progress)
    {
        var total = Total(asked.Count);
        while (loop.Done < total)
        {
            using var scope = NewDisposeScope();
            progress.Report(loop.Run(loop.Done, total, Batch(asked, loop.Done)));
            loop.Save(total, OrderOf(asked.Count).StepsPerEpoch);
        }
    }

    private RolloutQuestion[] Batch(IReadOnlyList<RolloutQuestion> asked, int rollout) =>
        [.. OrderOf(asked.Count).Batch(rollout).Select(i => asked[i])];

    /// <summary>Whether objective or advantages read a quantity.</summary>
    internal bool Reads(Quantity quantity) =>
        Objective.Evidence.Concat(Advantages?.Evidence ?? []).Any(one => one.Quantity == quantity);

    /// <summary>Whether an update differentiates it.</summary>
    internal bool Differentiates(Quantity quantity) => Objective.Differentiable.Any(one => one.Quantity == quantity);

    private void Check(Roles roles)
    {
        if (Decoding.Choice != Choice.Drawn || Decoding.Reshapings.Count > 0 || Decoding.Stops.Count != 1)
            throw new ArgumentException(
                $"decoding: expected answers drawn from the policy as it is, with one stop id, got {Decoding}. "
                + $"Use {nameof(Decoding)}.{nameof(Decoding.Sampled)} with one stop.");
        if (Objective.Evidence.Any(one => one.Quantity == Quantity.TokenAdvantage) && Advantages is null)
            throw new ArgumentException(
                $"{Objective}: expected advantages for {Quantity.TokenAdvantage.Name}, got none. With(PpoAdvantage).");
        if ((Reads(Quantity.Value) || Reads(Quantity.OldValue)) && roles.Critic is null)
            throw new ArgumentException(
                $"{Objective}: expected a critic for {Quantity.Value.Name}, got none. Create one, or use GRPO.");
        foreach (var size in Groups())
            if (size != Decoding.Samples || Optimization.BatchSize % size != 0)
                throw new ArgumentException(FormattableString.Invariant(
                    $"groups of {size}: expected as many samples a question and whole groups an update, ")
                    + FormattableString.Invariant(
                        $"got {Decoding.Samples} samples and {Optimization.BatchSize} answers an update. ")
                    + "Change the decoding's samples or the batch size.");
    }

    private IEnumerable<int> Groups() => Objective.Terms.Items.Select(item => item.Term).OfType<PolicyGradient>()
        .Select(term => term.Advantage switch
        {
            Advantage.GroupNormalised group => group.Size,
            Advantage.GroupCentred group => group.Size,
            _ => 1,
        }).Where(size => size > 1);
}
