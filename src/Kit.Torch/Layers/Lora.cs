using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>Which projections receive adapters and how large they are.</summary>
/// <param name="Rank">r.</param>
/// <param name="Alpha">α; the update is scaled by α/r.</param>
/// <param name="Targets">Last parts of module names, PEFT's <c>target_modules</c>.</param>
public sealed record Lora(int Rank, double Alpha, Sequence<string> Targets)
{
    /// <summary>Every linear layer of the language model, as RRPO does (systems of the paper: r 128, α 256); r is the
    /// kit's.</summary>
    public static Lora Decoder { get; } =
        new(16, 32, ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]);

    /// <summary>Attaches fresh adapters to the matching projections below <paramref name="root"/> and freezes
    /// everything else.</summary>
    /// <param name="root">The language model; projections are found by name.</param>
    /// <param name="seed">A ~ N(0, 1/in) is drawn from a generator of this seed, so that runs side by side draw what
    /// each would draw alone; B = 0.</param>
    /// <exception cref="ArgumentException">No projection has a name in <see cref="Targets"/>.</exception>
    public Adapters Attach(nn.Module root, long seed)
    {
        var targets = root.named_modules().Where(m => Matches(m.name))
            .Select(m => (m.name, (Projection)m.module)).ToArray();
        if (targets.Length == 0)
            throw new ArgumentException(
                $"LoRA targets: expected a projection named one of {Targets}, got none. "
                + "Name the last part of a module path.");
        foreach (var p in root.parameters()) p.requires_grad = false;
        using var random = new Generator((ulong)seed, targets[0].Item2.Weight.device);
        return new Adapters([.. targets.Select(t => (t.name, t.Item2, Create(t.Item2.Weight, random)))]);
    }

    private bool Matches(string name) => Targets.Contains(name[(name.LastIndexOf('.') + 1)..]);

    private Adapter Create(Parameter weight, Generator random)
    {
        var (outputs, inputs) = (weight.shape[0], weight.shape[1]);
        var a = empty([Rank, inputs], dtype: weight.dtype, device: weight.device)
            .normal_(0, 1 / Math.Sqrt(inputs), random);
        var b = zeros([outputs, Rank], dtype: weight.dtype, device: weight.device);
        return new Adapter(new Parameter(a), new Parameter(b), Alpha / Rank);
    }
}
