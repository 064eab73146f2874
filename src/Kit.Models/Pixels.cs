using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Frames as tensors and visual tokens.</summary>
public static class Pixels
{
    /// <summary>Clips of equal shape as one tensor: uint8 [C, F, H, W, 3].</summary>
    /// <exception cref="ArgumentException">The clips differ in frames, height or width.</exception>
    public static Tensor Stack(IReadOnlyList<Frames> clips)
    {
        var first = clips[0];
        var odd = clips.FirstOrDefault(c => (c.Count, c.Height, c.Width) != (first.Count, first.Height, first.Width));
        if (odd is not null)
            throw new ArgumentException(
                $"clips: expected [F, H, W] = [{first.Count}, {first.Height}, {first.Width}], "
                + $"got [{odd.Count}, {odd.Height}, {odd.Width}]. Decode them by one frame plan and one size.");
        var bytes = new byte[clips.Sum(c => c.Rgb.Length)];
        for (var i = 0; i < clips.Count; i++) clips[i].Rgb.Span.CopyTo(bytes.AsSpan(i * first.Rgb.Length));
        return tensor(bytes, [clips.Count, first.Count, first.Height, first.Width, 3]);
    }

    /// <summary>Visual tokens of many clips without gradients, a batch at a time: [C, V, D].</summary>
    public static Tensor Features(VideoLm model, IReadOnlyList<Frames> clips, int batch = 32)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        return cat([.. clips.Chunk(batch).Select(part => model.Features(Stack(part)))]).MoveToOuterDisposeScope();
    }
}
