using System.Diagnostics;
using Kit.Models;
using Kit.Torch.Layers;

namespace Kit.Train.Cost;

/// <summary>What a preference step computes, in floating-point operations: a multiplication and its addition are two.
/// </summary>
/// <remarks>
/// For one pair of T = P + S tokens, S of them scored, A looks (<see cref="PairShape"/>):
/// <code>
/// M = layers · (2·D·H·d + 2·D·K·d + 3·D·I)      weights of the projections
/// body      = 2·M·T + 4·layers·H·d·A            projections; scores q·k and mixtures p·v
/// adapters  = 2·a·T                             a = Σ r·(in + out)
/// logits    = 2·V·D·S
/// forward   = body + adapters + logits
/// step      = forward + backward + reference + again
/// backward  = 2·M·T (4·M·T when W moves) + 8·layers·H·d·A + 4·a·T + 2·logits (3 when W moves)
/// reference = 2·logits, where KL(ref‖policy) is read: the reference's, forward and again backward
/// again     = body + adapters, where activations are recomputed
/// </code>
/// The head's backward makes its logits a second time, which is the first of its two. Norms, activations and the loss
/// are left out: they are a thousandth of this. The last layer is counted whole, though only the states that are read
/// leave it. The tower is frozen and looked through once, before the first step.
/// </remarks>
/// <param name="Decoder">Sizes.</param>
/// <param name="Moved">What is trained.</param>
/// <param name="Activations">Whether backward runs the layers again.</param>
/// <param name="Divergence">Whether KL(ref‖policy) over the vocabulary is computed.</param>
public sealed record StepCost(
    DecoderConfig Decoder, Moved Moved, Activations Activations, Divergence Divergence = Divergence.Computed)
{
    /// <summary>M.</summary>
    public long Matrices => (long)Decoder.Layers * Decoder.HiddenSize
        * (2L * (Decoder.Heads + Decoder.KeyValueHeads) * Decoder.HeadWidth + 3L * Decoder.IntermediateSize);

    /// <summary>One pass without gradients, as the reference's evidence takes.</summary>
    public double Forward(PairShape pair) => Body(pair) + Adapters(pair) + Logits(pair);

    /// <summary>Forward and backward pass of one pair of a batch.</summary>
    public double Step(PairShape pair)
    {
        var whole = Moved is Moved.Everything;
        var backward = (whole ? 2 : 1) * Linear(pair) + 2 * Attention(pair) + 2 * Adapters(pair)
            + (whole ? 3 : 2) * Logits(pair);
        var reference = Divergence == Divergence.Computed ? 2 * Logits(pair) : 0;
        var again = Activations == Activations.Recomputed ? Body(pair) + Adapters(pair) : 0;
        return Forward(pair) + backward + reference + again;
    }

    private double Body(PairShape pair) => Linear(pair) + Attention(pair);

    private double Linear(PairShape pair) => 2.0 * Matrices * pair.Tokens;

    private double Attention(PairShape pair) => 4.0 * Decoder.Layers * Decoder.Heads * Decoder.HeadWidth * pair.Looks;

    private double Adapters(PairShape pair) => Moved switch
    {
        Moved.LowRank(var weights) => 2.0 * weights * pair.Tokens,
        Moved.Everything => 0,
        _ => throw new UnreachableException(),
    };

    private double Logits(PairShape pair) => 2.0 * Decoder.VocabularySize * Decoder.HiddenSize * pair.Scored;
}

/// <summary>Which weights a run moves, as far as its cost depends on it.</summary>
public abstract record Moved
{
    private Moved() { }

    /// <summary>Every weight of the decoder.</summary>
    public static Moved Whole { get; } = new Everything();

    /// <summary>Adapters alone.</summary>
    /// <param name="Weights">a = Σ r·(in + out).</param>
    public sealed record LowRank(long Weights) : Moved;

    internal sealed record Everything : Moved;
}

/// <summary>Whether a step takes KL(ref‖policy) over the whole vocabulary.</summary>
public enum Divergence
{
    /// <summary>It does, for the loss or for the log.</summary>
    Computed,

    /// <summary>Nothing reads it.</summary>
    Unread,
}
