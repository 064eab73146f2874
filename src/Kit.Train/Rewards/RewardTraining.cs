using Kit.Pairs;
using Kit.Train.Preference;
using Kit.Train.Saving;

namespace Kit.Train.Rewards;

/// <summary>Fits a reward model to labelled pairs: an objective over <c>reward.head</c>, such as
/// <see cref="Papers.VlmRlaifReward"/>.</summary>
/// <param name="Objective">The loss.</param>
/// <param name="Optimization">Rates, pairs a step, epochs.</param>
/// <param name="Seed">Data order.</param>
public sealed record RewardTraining(Objective Objective, Optimization Optimization, long Seed)
{
    /// <summary>Trains adapters and head in place.</summary>
    /// <param name="model">Untrained at first, which says 0 of everything.</param>
    /// <param name="pairs">Labelled pairs.</param>
    /// <param name="media">What stands before their answers.</param>
    /// <param name="progress">Told after every step: loss, rewards/*, grad_norm, learning_rate.</param>
    /// <exception cref="ArithmeticException">A number is not finite; step and pairs are named.</exception>
    public void Train(
        RewardModel model, IReadOnlyList<EncodedPair> pairs, Media media, IProgress<PreferenceStep> progress)
    {
        using var loop = new RewardLoop(this, model, pairs, media);
        loop.Run(progress);
    }

    /// <summary>The same, from the first step or from where a folder stands; a run that was cut off ends in the same
    /// weights, bit for bit on a CPU.</summary>
    /// <param name="model">Untrained, whatever the folder holds.</param>
    /// <param name="pairs">Labelled pairs.</param>
    /// <param name="media">What stands before their answers. What clips show is not compared with the folder's run:
    /// give pairs about other clips under the same names a folder of their own.</param>
    /// <param name="folder">Where the run is saved after every so many steps.</param>
    /// <param name="progress">Told after every step, before it is saved.</param>
    /// <exception cref="ArithmeticException">A number is not finite; step and pairs are named.</exception>
    /// <exception cref="InvalidDataException">The folder holds another run; what differs is named.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written, or another run writes there.</exception>
    public void Train(
        RewardModel model, IReadOnlyList<EncodedPair> pairs, Media media, RunFolder folder,
        IProgress<PreferenceStep> progress)
    {
        folder.Check();
        using var loop = new RewardLoop(this, model, pairs, media);
        loop.GoOn(folder);
        loop.Run(progress);
    }
}
