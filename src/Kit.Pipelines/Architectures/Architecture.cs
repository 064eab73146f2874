using Kit.Models;
using Kit.Pipelines.Shapes;

namespace Kit.Pipelines.Architectures;

/// <summary>A base model of another build, on the same clips, taught as long.</summary>
/// <param name="Name">In tables.</param>
/// <param name="Model">Sizes, vocabulary left to the laboratory.</param>
public sealed record Architecture(string Name, VideoLmConfig Model)
{
    private static readonly VideoLmConfig Small = LabPlan.Sooner.Model;

    /// <summary>Three that differ in tower, pooling and decoder: the main job's; two layers of tower and queries that
    /// share keys; a quarter of the visual tokens before a wide, shallow decoder.</summary>
    public static Sequence<Architecture> All { get; } =
    [
        new("pooled 2 × 2, decoder 3 × 96", Small),
        new("tower of two layers, grouped queries", Small with
        {
            Vision = Small.Vision with { Layers = 2 },
            Decoder = Small.Decoder with { KeyValueHeads = 1, AttentionBias = AttentionBias.None },
        }),
        new("pooled 4 × 4, decoder 2 × 128", Small with
        {
            Vision = Small.Vision with { HiddenSize = 96, PoolStride = 4 },
            Decoder = Small.Decoder with { HiddenSize = 128, Layers = 2, IntermediateSize = 352 },
        }),
    ];

    /// <summary>A laboratory's plan with this model.</summary>
    public LabPlan Of(LabPlan plan) => plan with { Model = Model };
}
