using Kit.Pipelines.Shapes;
using Kit.Torch.Layers;
using Kit.Train;

namespace Kit.Pipelines;

/// <summary>Losses × seeds on the same data in the same order: <c>Ablation.Over(dpo, rrpo).Seeds(3).On(lab).Run()</c>.
/// </summary>
/// <param name="Variants">Rows of the table.</param>
/// <param name="SeedList">Each fixes adapters and data order for all variants alike.</param>
/// <param name="Optimization">Shared by all variants, so that only the loss differs.</param>
/// <param name="Lora">Adapters of every run.</param>
[TypeFormatterSource]
public sealed record Ablation(
    Sequence<Variant> Variants, Sequence<long> SeedList, Optimization Optimization, Lora Lora)
{
    private static readonly Optimization Default = new(3e-4, BatchSize: 16, Epochs: 1, new Schedule(Decay.Cosine));

    /// <summary>One seed; see <see cref="Seeds"/>.</summary>
    public static Ablation Over(params Variant[] variants)
    {
        var twice = variants.GroupBy(v => v.Name).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? new Ablation([.. variants], [1], Default, Lora.Decoder)
            : throw new ArgumentException($"variants: expected distinct names, got '{twice.Key}' twice. Rename one.");
    }

    /// <summary>Losses under their formulas.</summary>
    public static Ablation Over(params Objective[] objectives) => Over([.. objectives.Select(Variant.From)]);

    /// <summary>Seeds 1 … count.</summary>
    public Ablation Seeds(int count) => this with { SeedList = [.. Enumerable.Range(1, count).Select(s => (long)s)] };

    public Ablation With(Optimization optimization) => this with { Optimization = optimization };

    public Ablation With(Lora lora) => this with { Lora = lora };

    /// <summary>What every variant of every seed is trained and examined on.</summary>
    public AblationGrid On(Lab lab) => new(this, lab, null, 1);
}
