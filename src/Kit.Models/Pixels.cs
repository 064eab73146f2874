using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Frames as tensors and visual tokens.</summary>
public static class Pixels
{
    private const int Batch = 32;

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
    public static Tensor Features(VideoLm model, IReadOnlyList<Frames> clips) => Each(model.Features, clips);

    /// <summary>Pooled patches of many clips without gradients, a batch at a time: [C, V, D_v].</summary>
    public static Tensor Pooled(VideoLm model, IReadOnlyList<Frames> clips) => Each(model.Pooled, clips);

    private static Tensor Each(Func<Tensor, Tensor> model, IReadOnlyList<Frames> clips)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        return cat([.. clips.Chunk(Batch).Select(part => One(model, part))]).MoveToOuterDisposeScope();
    }

    private static Tensor One(Func<Tensor, Tensor> model, Frames[] clips)
    {
        using var scope = NewDisposeScope();
        return model(Stack(clips)).MoveToOuterDisposeScope();
    }
}
