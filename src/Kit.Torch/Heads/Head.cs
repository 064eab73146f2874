using static TorchSharp.torch;

namespace Kit.Torch.Heads;

/// <summary>Turns hidden states of scored tokens into evidence, a chunk of tokens at a time.</summary>
/// <remarks>No [N, V] tensor lives longer than a chunk: forward keeps the hidden states, and backward recomputes each
/// chunk's p = softmax(z) from d loss / d evidence (<see cref="HeadFunction"/>).</remarks>
/// <param name="Weight">W of the output layer, [V, D].</param>
/// <param name="Chunk">Tokens per chunk; the peak is Chunk · V floats, twice that with a reference.</param>
public sealed record Head(Tensor Weight, int Chunk = 1024)
{
    /// <summary>log π(y_t) of each scored token: [N, D], [N] → [N]. Differentiable in the hidden states and in
    /// W.</summary>
    public TokenEvidence Apply(Tensor hidden, Tensor targets) =>
        new(HeadFunction.apply(hidden, Weight, targets, Chunk)[0], null);

    /// <summary>The same with KL(ref‖policy) of each token, over the whole vocabulary.</summary>
    /// <param name="hidden">Policy states, [N, D].</param>
    /// <param name="targets">y, [N], int64.</param>
    /// <param name="reference">The reference's states, [N, D_ref], and output layer; constants.</param>
    public TokenEvidence Apply(Tensor hidden, Tensor targets, ReferenceStates reference)
    {
        var both = HeadFunction.apply(hidden, Weight, targets, Chunk, reference.Hidden, reference.Weight);
        return new TokenEvidence(both[0], both[1]);
    }
}

/// <summary>What full-vocabulary KL needs of the reference.</summary>
/// <param name="Hidden">[N, D_ref], the states that predict the same tokens.</param>
/// <param name="Weight">[V, D_ref], the reference's output layer.</param>
public sealed record ReferenceStates(Tensor Hidden, Tensor Weight);
