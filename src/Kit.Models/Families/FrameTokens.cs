using static TorchSharp.torch;

namespace Kit.Models.Families;

/// <summary>Projected patches of a clip's frames, and what a layout may put between them.</summary>
/// <param name="Patches">[F, G², D].</param>
/// <param name="Pooling">How many become one.</param>
/// <param name="Newline">The learned break, <c>image_newline</c>, [D].</param>
/// <param name="Faster">The learned end of a frame, <c>faster_token</c>, [D].</param>
public sealed record FrameTokens(Tensor Patches, FramePooling Pooling, Tensor? Newline = null, Tensor? Faster = null)
{
    /// <summary>[F, S², D].</summary>
    public Tensor Pooled => Pooling.Apply(Patches);

    /// <summary>A break after every one of [.., n, D] groups' ends: [.., n + 1, D].</summary>
    internal static Tensor End(Tensor groups, Tensor? with, string name)
    {
        if (with is null)
            throw new ArgumentException(
                $"frame layout: expected a learned {name}, got none. "
                + "Use the layout that the checkpoint was trained with.");
        long[] one = [.. groups.shape[..^2], 1, groups.shape[^1]];
        return cat([groups, with.expand(one)], dim: -2);
    }
}
