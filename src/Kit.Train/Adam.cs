using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Train;

/// <summary>AdamW's moments of named parameters, and the update.</summary>
/// <remarks>With g the gradient: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
/// θ ← (1 − η λ) θ − η/(1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε). Loshchilov and Hutter 2019 (arXiv:1711.05101),
/// algorithm 2. Deviation: the decay is multiplied by the rate, as in PyTorch. Whole lists of tensors are handed to
/// LibTorch's <c>_foreach_</c> operators, a few calls a step where one parameter at a time takes ten each; a piece of
/// the weights at a time, so that √v never exists for all at once and the processor's cache serves all operators.
/// Moments have the parameter's type, float32 in training, and are changed in place.</remarks>
internal sealed class Adam : IDisposable
{
    /// <summary>Elements of a piece: five arrays of them stay in a processor's cache from one operator to the next; on
    /// other devices fewer calls count for more.</summary>
    private const long InCache = 1 << 17, OnDevice = 1 << 24;

    private const string Source = """
        def norm(gradients: List[Tensor]) -> Tensor:
            return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2.0)), 2.0)

        def scale(gradients: List[Tensor], by: float) -> int:
            torch._foreach_mul_(gradients, by)
            return len(gradients)

        def update(weights: List[Tensor], gradients: List[Tensor], first: List[Tensor], second: List[Tensor],
                   kept: float, beta1: float, beta2: float, fresh1: float, fresh2: float,
                   root: float, epsilon: float, rate: float) -> int:
            if kept != 1.0:
                torch._foreach_mul_(weights, kept)
            torch._foreach_mul_(first, beta1)
            torch._foreach_add_(first, gradients, alpha=fresh1)
            torch._foreach_mul_(second, beta2)
            torch._foreach_addcmul_(second, gradients, gradients, fresh2)
            scales = torch._foreach_sqrt(second)
            torch._foreach_div_(scales, root)
            torch._foreach_add_(scales, epsilon)
            torch._foreach_addcdiv_(weights, first, scales, rate)
            return len(weights)

        """;

    private readonly Optimization settings;
    private readonly Slot[] slots;
    private readonly long size;
    private readonly jit.CompilationUnit unit = jit.compile(Source);

    public Adam(IEnumerable<(string Name, Parameter Parameter)> parameters, Optimization settings)
    {
        this.settings = settings;
        slots = [.. parameters.Select(p => new Slot(
            p.Name, p.Parameter, zeros_like(p.Parameter).DetachFromDisposeScope(),
            zeros_like(p.Parameter).DetachFromDisposeScope()))];
        size = slots.All(s => s.Parameter.device.type == DeviceType.CPU) ? InCache : OnDevice;
    }

    /// <summary>What a checkpoint keeps: <c>exp_avg.</c>name, <c>exp_avg_sq.</c>name, and how often each parameter was
    /// updated, <c>step</c> [parameters], int64. The moments are the live ones; the counts are a copy.</summary>
    public IReadOnlyDictionary<string, Tensor> Saved() =>
        slots.SelectMany(s => new[] { ($"exp_avg.{s.Name}", s.First), ($"exp_avg_sq.{s.Name}", s.Second) })
            .Append(("step", tensor(slots.Select(s => s.Updates).ToArray()))).ToDictionary(x => x.Item1, x => x.Item2);

    /// <summary>Takes the counts over that were read into what <see cref="Saved"/> gave.</summary>
    public void Restore(Tensor counts)
    {
        foreach (var (slot, count) in slots.Zip(counts.data<long>().ToArray())) slot.Updates = count;
    }

    /// <summary>Forgets the gradients; their memory is free until the next backward pass.</summary>
    public void Clear()
    {
        foreach (var slot in slots) slot.Parameter.grad = null;
    }

    /// <summary>‖g‖₂ over all parameters, [], on their device; 0 where nothing received a gradient.</summary>
    public Tensor Norm()
    {
        using var still = no_grad();
        var gradients = Moving().Select(s => s.Gradient).ToArray();
        return gradients.Length == 0 ? zeros([]) : (Tensor)unit.invoke("norm", (object)gradients);
    }

    /// <summary>Scales gradients of this norm down to <see cref="Optimization.MaxGradNorm"/>, then moves.</summary>
    public void Update(double norm, double rate)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var clip = settings.MaxGradNorm / (norm + 1e-6);
        foreach (var piece in Pieces())
        {
            using var temporaries = NewDisposeScope();
            if (clip < 1) unit.invoke("scale", Each(piece, p => p.Gradient), clip);
            foreach (var equal in piece.GroupBy(p => p.Update)) Update([.. equal], equal.Key, rate);
        }
    }

    public void Dispose()
    {
        foreach (var slot in slots)
        {
            slot.First.Dispose();
            slot.Second.Dispose();
        }

        unit.Dispose();
    }

    private void Update(IReadOnlyList<Part> parts, long update, double rate) => unit.invoke(
        "update", Each(parts, p => p.Weight), Each(parts, p => p.Gradient), Each(parts, p => p.First),
        Each(parts, p => p.Second), 1 - rate * settings.WeightDecay, settings.Beta1, settings.Beta2,
        1 - settings.Beta1, 1 - settings.Beta2, Math.Sqrt(1 - Math.Pow(settings.Beta2, update)), settings.Epsilon,
        -rate / (1 - Math.Pow(settings.Beta1, update)));

    private static Tensor[] Each(IReadOnlyList<Part> parts, Func<Part, Tensor> of) => [.. parts.Select(of)];

    private IEnumerable<(Slot Slot, Tensor Gradient)> Moving() =>
        slots.Select(s => (Slot: s, Gradient: s.Parameter.grad)).Where(m => m.Gradient is not null)
            .Select(m => (m.Slot, m.Gradient!));

    /// <summary>Lists of at most <see cref="size"/> elements, in the order of the parameters.</summary>
    private IEnumerable<List<Part>> Pieces()
    {
        var (piece, elements) = (new List<Part>(), 0L);
        foreach (var part in Moving().SelectMany(m => Parts(m.Slot, m.Gradient)))
        {
            var more = part.Weight.numel();
            if (piece.Count > 0 && elements + more > size)
            {
                yield return piece;
                (piece, elements) = ([], 0);
            }

            piece.Add(part);
            elements += more;
        }

        if (piece.Count > 0) yield return piece;
    }

    /// <summary>A parameter whole, or cut where it is larger than a piece.</summary>
    private IEnumerable<Part> Parts(Slot slot, Tensor gradient)
    {
        var (update, count) = (++slot.Updates, gradient.numel());
        if (count <= size) return [new(update, slot.Parameter, gradient, slot.First, slot.Second)];
        var flat = new Part(
            update, slot.Parameter.view(-1), gradient.reshape(-1), slot.First.view(-1), slot.Second.view(-1));
        return Enumerable.Range(0, (int)((count + size - 1) / size))
            .Select(k => flat.Cut(k * size, Math.Min(size, count - k * size)));
    }

    /// <summary>Some elements of a parameter, of its gradient and of its moments.</summary>
    private sealed record Part(long Update, Tensor Weight, Tensor Gradient, Tensor First, Tensor Second)
    {
        public Part Cut(long start, long length) => new(
            Update, Weight.narrow(0, start, length), Gradient.narrow(0, start, length), First.narrow(0, start, length),
            Second.narrow(0, start, length));
    }

    /// <summary>A parameter with m, v and how often it was updated.</summary>
    private sealed class Slot(string name, Parameter parameter, Tensor first, Tensor second)
    {
        public string Name => name;

        public Parameter Parameter => parameter;

        public Tensor First => first;

        public Tensor Second => second;

        public long Updates { get; set; }
    }
}
