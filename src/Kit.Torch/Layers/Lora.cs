using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>Which projections receive adapters and how large they are: ΔW = s · B A, s = α/r or α/√r.</summary>
/// <remarks>Hu et al. 2021, eq. 3 (arXiv:2106.09685); rank-stabilised s: Kalajdzievski 2023 (arXiv:2312.03732).
/// Deviation: A ~ N(0, 1/in) where PEFT draws uniformly with the same order of variance. A and B are float32 whatever
/// the model's type is, so that their optimiser's moments are.</remarks>
/// <param name="Rank">r.</param>
/// <param name="Alpha">α.</param>
/// <param name="Targets">Which layers.</param>
/// <param name="Dropout">Share of the inputs of A that a training step drops.</param>
/// <param name="Scaling">What r does to the scale.</param>
public sealed record Lora(
    int Rank, double Alpha, Targets Targets, double Dropout = 0, Scaling Scaling = Scaling.ByRank)
{
    /// <summary>Every linear layer of the language model, as RRPO does (systems of the paper: r 128, α 256); r is the
    /// kit's.</summary>
    public static Lora Decoder { get; } = new(
        16, 32, Targets.Names("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"));

    /// <summary>Ranks of layers that differ from <see cref="Rank"/>; the first pattern that matches wins.</summary>
    public Sequence<LayerValue> RankPattern { get; init; } = [];

    /// <summary>α of layers that differs from <see cref="Alpha"/>; the first pattern that matches wins.</summary>
    public Sequence<LayerValue> AlphaPattern { get; init; } = [];

    /// <summary>Modules that are trained whole beside the adapters, by the ends of their paths.</summary>
    public Sequence<string> ModulesToSave { get; init; } = [];

    public Lora With(Targets targets) => this with { Targets = targets };

    public Lora With(Scaling scaling) => this with { Scaling = scaling };

    public Lora WithRank(int rank, double alpha) => this with { Rank = rank, Alpha = alpha };

    public Lora WithDropout(double share) => this with { Dropout = share };

    /// <summary>Another rank for the layers whose path or end of path matches a regular expression.</summary>
    public Lora WithRankAt(string pattern, int rank) =>
        this with { RankPattern = RankPattern.Add(new(pattern, rank)) };

    /// <summary>Another α for the layers whose path or end of path matches a regular expression.</summary>
    public Lora WithAlphaAt(string pattern, double alpha) =>
        this with { AlphaPattern = AlphaPattern.Add(new(pattern, alpha)) };

    /// <summary>Modules to train whole, such as <c>lm_head</c>.</summary>
    public Lora WithSaved(params string[] modules) => this with { ModulesToSave = Sequence.From<string>(modules) };

    /// <summary>Fresh adapters in place on the matching projections below <paramref name="root"/>; everything else is
    /// frozen.</summary>
    /// <param name="root">The model; projections are found by path.</param>
    /// <param name="seed">A and the dropout's stream are drawn from this seed; B = 0.</param>
    /// <param name="name">What the adapters are called beside others on the same model.</param>
    /// <param name="published">A module's path → its path in the code that the checkpoint comes from, which targets,
    /// patterns and files name; null where they are the same.</param>
    /// <exception cref="ArgumentException">The targets match nothing, or what is no projection.</exception>
    public Adapters Attach(
        nn.Module root, long seed, string name = "default", Func<string, string>? published = null)
    {
        var adapters = Create(root, seed, name, published);
        foreach (var p in root.parameters()) p.requires_grad = false;
        adapters.Place();
        return adapters;
    }

    /// <summary>The same adapters beside the model, not yet in place.</summary>
    public Adapters Create(
        nn.Module root, long seed, string name = "default", Func<string, string>? published = null)
    {
        var sites = LoraSites.Find(root, this, published);
        using var generator = new Generator((ulong)seed, sites.Targets[0].Target.Weight.device);
        var dropout = new DropoutStream(Dropout, seed);
        return new Adapters(name, this, dropout,
            [.. sites.Targets.Select(s => new PlacedAdapter(s.Path, s.Target, Create(s, dropout, generator)))],
            [.. sites.Saved.Select(s => new SavedModule(s.Path, s.Module))]);
    }

    /// <summary>Names and shapes of what <see cref="Attach"/> would train, without allocating it.</summary>
    public IReadOnlyList<(string Name, Sequence<long> Shape)> Shapes(
        nn.Module root, Func<string, string>? published = null)
    {
        var sites = LoraSites.Find(root, this, published);
        return [.. sites.Targets.SelectMany(Shapes), .. sites.Saved.SelectMany(s => ((ISwappable)s.Module).Own
            .Select(own => ($"{s.Path}.{own.Name}", Sequence.From(own.Parameter.shape.AsEnumerable()))))];
    }

    /// <summary>r of one layer.</summary>
    public int RankOf(string path) => (int)Value(RankPattern, path, Rank);

    /// <summary>s of one layer.</summary>
    public double ScaleOf(string path) => Value(AlphaPattern, path, Alpha)
        / (Scaling == Scaling.ByRank ? RankOf(path) : Math.Sqrt(RankOf(path)));

    private IEnumerable<(string Name, Sequence<long> Shape)> Shapes((string Path, Projection Target) site) =>
    [
        ($"{site.Path}.lora_A.weight", [RankOf(site.Path), site.Target.Weight.shape[1]]),
        ($"{site.Path}.lora_B.weight", [site.Target.Weight.shape[0], RankOf(site.Path)]),
    ];

    private static double Value(Sequence<LayerValue> patterns, string path, double otherwise) =>
        patterns.FirstOrDefault(p => new ModulePattern(p.Pattern).IsTail(path))?.Value ?? otherwise;

    private Adapter Create((string Path, Projection Target) site, DropoutStream dropout, Generator generator)
    {
        var (weight, rank) = (site.Target.Weight, RankOf(site.Path));
        var (outputs, inputs) = (weight.shape[0], weight.shape[1]);
        var a = empty([rank, inputs], dtype: ScalarType.Float32, device: weight.device)
            .normal_(0, 1 / Math.Sqrt(inputs), generator);
        var b = zeros([outputs, rank], dtype: ScalarType.Float32, device: weight.device);
        return new Adapter(new Parameter(a), new Parameter(b), ScaleOf(site.Path), dropout);
    }
}

/// <summary>A value for the layers that a regular expression matches, on the whole path or its end behind a dot.
/// </summary>
public sealed record LayerValue(string Pattern, double Value);

/// <summary>The scale of an update.</summary>
public enum Scaling
{
    /// <summary>α/r.</summary>
    ByRank,

    /// <summary>α/√r, rsLoRA.</summary>
    ByRootOfRank,
}
