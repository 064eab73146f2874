using Kit.Models;
using Kit.Torch.Layers;
using Kit.Train.Preference;

namespace Kit.Train.Cost;

/// <summary>What a preference step holds at its peak, in bytes; w is the size of a weight in the model's
/// type.</summary>
/// <remarks>
/// For B·T tokens in a batch and S scored ones:
/// <code>
/// weights     = w · (all weights of the model)
/// training    = 16 · (weights that move)                    value, gradient and two moments in float32
/// activations = w · layers · B·T · (6·D + 4·H·d + 4·I)      kept; w · B·T · (layers·D + 6·D + 4·H·d + 4·I) recomputed
/// logits      = 5 · 4 · n·V                                 the head's chunk of n ≤ S tokens, float32
/// features    = w · D · (visual tokens held)
/// reference   = 4 · (scored tokens of the data), and w·D·(S + V) where its states are read
/// </code>
/// It is what must be there: allocators, attention's own workspace and the program come on top.
/// </remarks>
/// <param name="Weights">Of the whole model.</param>
/// <param name="Training">Values that move, with gradients and moments.</param>
/// <param name="Activations">What the backward pass needs.</param>
/// <param name="Logits">One chunk of the head.</param>
/// <param name="Features">Visual tokens of the clips.</param>
/// <param name="Reference">Evidence of the frozen model.</param>
public sealed record StepMemory(
    double Weights, double Training, double Activations, double Logits, double Features, double Reference)
{
    private const int Float = 4, Chunks = 5;

    /// <summary>Σ.</summary>
    public double Total => Weights + Training + Activations + Logits + Features + Reference;

    /// <summary>From what is known before the first step.</summary>
    public static StepMemory From(
        DecoderConfig decoder, Activations activations, ReferenceKept kept, RunSize size) => new(
        (double)size.WeightBytes * size.Weights,
        16.0 * size.Moved,
        (double)size.WeightBytes * size.BatchTokens * Kept(decoder, activations),
        (double)Chunks * Float * size.ChunkNumbers,
        (double)size.WeightBytes * decoder.HiddenSize * size.VisualTokens,
        (double)Float * size.ScoredTokens + (kept == ReferenceKept.States
            ? (double)size.WeightBytes * decoder.HiddenSize * (size.BatchScored + decoder.VocabularySize) : 0));

    private static double Kept(DecoderConfig decoder, Activations activations)
    {
        var layer = 6.0 * decoder.HiddenSize + 4.0 * decoder.Heads * decoder.HeadWidth + 4.0 * decoder.IntermediateSize;
        return activations == Torch.Layers.Activations.Kept
            ? decoder.Layers * layer
            : decoder.Layers * (double)decoder.HiddenSize + layer;
    }
}

/// <summary>The counts that memory follows.</summary>
/// <param name="Weights">Weights of the whole model.</param>
/// <param name="WeightBytes">Bytes of one.</param>
/// <param name="Moved">Weights that move.</param>
/// <param name="BatchTokens">B·T of the largest batch, its padding included.</param>
/// <param name="BatchScored">Scored tokens of that batch.</param>
/// <param name="ChunkNumbers">n·V of the head's largest chunk (<see cref="Torch.Heads.Head.Largest"/>).</param>
/// <param name="VisualTokens">Visual tokens held at once.</param>
/// <param name="ScoredTokens">Scored tokens of all pairs.</param>
public sealed record RunSize(
    long Weights, int WeightBytes, long Moved, long BatchTokens, long BatchScored, long ChunkNumbers, long VisualTokens,
    long ScoredTokens);
