using System.Globalization;
using System.Text;
using Kit.Data.Storage;
using Kit.Models.Caches;
using Kit.Torch.Layers;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Train.Rollouts;

/// <summary>What the bits of a rollout run depend on, part by part; taken before the first rollout.</summary>
/// <remarks>What rewards the answers is a function and not in it: give each its own folder.</remarks>
internal static class RolloutFingerprint
{
    /// <param name="training">The settings.</param>
    /// <param name="roles">As they start.</param>
    /// <param name="questions">Of the run.</param>
    /// <param name="first">Those of the first rollout.</param>
    public static Fingerprint From(
        RolloutTraining training, Roles roles, int questions, IReadOnlyList<RolloutQuestion> first) =>
        Fingerprint.From((IEnumerable<Component>)
        [
            .. RunFingerprint.Optimization(training.Optimization),
            new("objective", training.Objective.ToCode()), new("advantages", $"{training.Advantages}"),
            new("decoding", $"{training.Decoding}"), new("kl", $"{training.Kl}"),
            new("passes", Text(training.Passes)),
            new("questions", $"{Text(questions)}, {Text(training.Questions)} a rollout"),
            new("seed", training.Seed.ToString(CultureInfo.InvariantCulture)),
            new("first questions", Fingerprint.Digest(Encoding.UTF8.GetBytes(string.Join('\n', first.Select(
                one => $"{one.Id}: {one.Prompt.Ids}"))))),
            new("policy", Digest(roles.Policy)), new("reference", Digest(roles.Reference)),
            new("critic", Digest(roles.Critic?.Adapters)),
            .. ModelFingerprint.From(roles.Model).Components.Where(c => c.Name is "weights" or "dtype"),
        ]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Digest(Adapters? adapters) => adapters is null ? "none" : TensorDigest.From(
        adapters.Named.Select(one => StoredTensor.Source(one.Name, (Tensor)one.Parameter)));
}
