using System.Globalization;
using Kit.Data.Storage;
using Kit.Models.Caches;
using Kit.Models.Peft;
using Kit.Pairs;
using Kit.Train.Saving;

namespace Kit.Train.Rewards;

/// <summary>What the bits of a reward model's training depend on, part by part; taken before the first step.</summary>
/// <remarks>Clips are in it by name: what they show is not.</remarks>
internal static class RewardFingerprint
{
    public static Fingerprint From(RewardTraining training, RewardModel model, IReadOnlyList<EncodedPair> pairs) =>
        Fingerprint.From((IEnumerable<Component>)
        [
            .. RunFingerprint.Optimization(training.Optimization),
            new("objective", training.Objective.ToCode()),
            new("seed", training.Seed.ToString(CultureInfo.InvariantCulture)),
            new("rubric", $"{model.Rubric}"),
            new("adapters", PeftConfig.From(model.Critic.Adapters.Lora).ToJson()),
            new("critic", model.Critic.Digest),
            .. ModelFingerprint.From(model.Critic.Model).Components.Where(c => c.Name is "weights" or "dtype"),
            new("pairs", RunFingerprint.Pairs(pairs)),
        ]);
}
