using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>The adapters' own stream of dropout masks: mask k of a step is a function of (seed, step, k) alone, so that
/// a resumed run repeats it and a recomputed layer draws it again.</summary>
internal sealed class DropoutStream(double share, long seed)
{
    private const long Stream = 0xD209;
    private int? step;

    /// <summary>How many masks this step has drawn; set back to draw the same ones again.</summary>
    public long Position { get; set; }

    /// <summary>Drops inputs until disposed; outside of it nothing is dropped.</summary>
    public IDisposable At(int now)
    {
        (step, Position) = (now, 0);
        return new Undo(() => step = null);
    }

    /// <summary>x ⊙ m / (1 − p), m ~ Bernoulli(1 − p) during a training step; x otherwise.</summary>
    public Tensor Apply(Tensor x)
    {
        if (share == 0 || step is not { } now) return x;
        var path = Pcg.From(seed, Stream, now, Position++);
        using var generator = new Generator(((ulong)path.Next() << 32) | path.Next(), x.device);
        return x * empty(x.shape, dtype: x.dtype, device: x.device).bernoulli_(1 - share, generator) / (1 - share);
    }
}
