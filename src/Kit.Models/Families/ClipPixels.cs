using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Models.Families;

/// <summary>One clip as a processor hands it to a model.</summary>
public abstract record ClipPixels
{
    private ClipPixels() { }

    /// <summary>Frames of the tower's size, normalised; LLaVA's families.</summary>
    /// <param name="Pixels">[F, 3, H, W].</param>
    public sealed record Frames(Tensor Pixels) : ClipPixels;

    /// <summary>Flattened patches of a clip of any size; Qwen2-VL's families.</summary>
    /// <param name="Pixels">[T·H·W, C·frames·p²], squares of merge × merge patches end to end.</param>
    /// <param name="Grid">T, H, W.</param>
    /// <param name="SecondsPerGroup">Seconds from one group of frames to the next,
    /// <c>second_per_grid_ts</c>; 0 for a picture. Qwen2-VL does not read it.</param>
    public sealed record Patches(Tensor Pixels, PatchGrid Grid, double SecondsPerGroup = 1) : ClipPixels;
}
