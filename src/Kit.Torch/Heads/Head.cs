using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Heads;

/// <summary>Turns hidden states of scored tokens into evidence, a chunk of tokens at a time.</summary>
/// <remarks>No [N, V] tensor lives longer than a chunk: forward keeps the hidden states, and backward recomputes each
/// chunk's π = softmax(z) from d loss / d evidence (<see cref="HeadFunction"/>). Only what is asked for is computed, in
/// one pass.</remarks>
/// <param name="Weight">W of the output layer, [V, D].</param>
/// <param name="Chunk">Tokens per chunk; null for as many as make a moderate [n, V], 2²¹ numbers on the processor and
/// 2²⁴ elsewhere. The peak is five of them at most, whatever N.</param>
public sealed record Head(Tensor Weight, int? Chunk = null)
{
    private const long Near = 1L << 21, Far = 1L << 24, Fewest = 16;

    /// <summary>log π(y_t) of each scored token: [N, D], [N] → [N]. Differentiable in the hidden states and in
    /// W.</summary>
    public TokenEvidence Apply(Tensor hidden, Tensor targets) => Apply(hidden, targets, Asked.LogProbability);

    /// <summary>The same with KL(ref‖policy) of each token, over the whole vocabulary.</summary>
    /// <param name="hidden">Policy states, [N, D].</param>
    /// <param name="targets">y, [N], int64.</param>
    /// <param name="reference">The reference's states, [N, D_ref], and output layer; constants.</param>
    public TokenEvidence Apply(Tensor hidden, Tensor targets, ReferenceStates reference) =>
        Apply(hidden, targets, Asked.LogProbability.With(reference));

    /// <summary>What is asked for of each token, in one pass: [N, D], [N] → [N] each.</summary>
    /// <param name="hidden">Policy states, [N, D].</param>
    /// <param name="targets">y, [N], int64.</param>
    /// <param name="asked">Quantities, those of the loss apart from those that are only watched.</param>
    /// <exception cref="ArgumentException">Shapes differ, or the states are not D wide.</exception>
    public TokenEvidence Apply(Tensor hidden, Tensor targets, Asked asked)
    {
        Check(hidden, targets, asked);
        var pass = new HeadPass(asked.Statistics, asked.Moved.Count, Tokens);
        object[] reference = asked.Reference is { } r ? [r.Hidden, r.Weight] : [];
        var values = HeadFunction.apply([hidden, Weight, targets, .. reference, pass]);
        return new TokenEvidence(asked.Quantities.Zip(values).ToDictionary(e => e.First, e => e.Second));
    }

    private int Tokens => Chunk ?? (int)Math.Max(
        Fewest, (Weight.device_type == DeviceType.CPU ? Near : Far) / Math.Max(1, Weight.shape[0]));

    private void Check(Tensor hidden, Tensor targets, Asked asked)
    {
        var (n, wide) = (targets.shape[0], Weight.shape[1]);
        Expect("hidden states", hidden, n, wide);
        if (asked.Reference is { } r) Expect("reference states", r.Hidden, n, r.Weight.shape[1]);
        if (asked.Reference?.Weight.shape[0] is { } size && size != Weight.shape[0])
            throw new ArgumentException(FormattableString.Invariant(
                $"reference: expected a vocabulary of {Weight.shape[0]}, got {size}. Use a reference with the policy's."));
    }

    private static void Expect(string what, Tensor states, long n, long wide)
    {
        if (states.dim() != 2 || states.shape[0] != n || states.shape[1] != wide)
            throw new ArgumentException(FormattableString.Invariant($"{what}: expected [N, D] = [{n}, {wide}], ")
                + $"got [{string.Join(", ", states.shape)}]. Select the states that predict the scored tokens.");
    }
}

/// <summary>What full-vocabulary KL needs of the reference.</summary>
/// <param name="Hidden">[N, D_ref], the states that predict the same tokens.</param>
/// <param name="Weight">[V, D_ref], the reference's output layer.</param>
public sealed record ReferenceStates(Tensor Hidden, Tensor Weight);
