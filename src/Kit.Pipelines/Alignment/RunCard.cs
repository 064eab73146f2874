using Kit.Data.Storage;
using Kit.Pairs;
using Kit.Torch.Layers;
using Kit.Train.Cost;

namespace Kit.Pipelines.Alignment;

/// <summary>What a run is going to do, before its first step.</summary>
/// <param name="Plan">Resolved: nothing in it is left to a default of another place.</param>
/// <param name="Identity">Digests of weights, data, tokenizer, chat form and code.</param>
/// <param name="Adapters">What moves.</param>
/// <param name="Length">How much data there is.</param>
/// <param name="Forecast">Time and memory.</param>
/// <param name="Ledger">Every pair's fate.</param>
/// <param name="First">The first pair as the model meets it.</param>
public sealed record RunCard(
    AlignmentPlan Plan, Fingerprint Identity, AdapterFacts Adapters, RunLength Length, Forecast Forecast,
    Ledger Ledger, ShownPair First)
{
    /// <summary>What a reader should know about the loss (<see cref="Objective.Remarks"/>) and about pairs without
    /// marks where it reads them.</summary>
    public Sequence<string> Remarks { get; init; } = [];
}

/// <summary>What moves and what stays.</summary>
/// <param name="Lora">Rank, α, targets.</param>
/// <param name="Moved">Weights that move.</param>
/// <param name="Frozen">Weights that stay.</param>
public sealed record AdapterFacts(Lora Lora, long Moved, long Frozen)
{
    /// <summary>Share of all weights that moves, 0 … 1.</summary>
    public double Share => Moved / (double)(Moved + Frozen);
}

/// <summary>Sizes of a run.</summary>
/// <param name="Pairs">Trained on.</param>
/// <param name="Clips">That they are about.</param>
/// <param name="Steps">Updates.</param>
/// <param name="Tokens">Of all pairs: prompt, visual tokens and both answers.</param>
/// <param name="Visual">Visual tokens among them.</param>
/// <param name="Longest">Tokens of the longest sequence.</param>
public sealed record RunLength(int Pairs, int Clips, int Steps, long Tokens, long Visual, long Longest)
{
    /// <summary>Pairs that are measured on alone.</summary>
    public int HeldOut { get; init; }
}

/// <summary>What a run will take.</summary>
/// <param name="Operations">Floating-point operations from the reference's evidence to the last step.</param>
/// <param name="Speed">Operations a second, measured on the first batch without gradients.</param>
/// <param name="Memory">At the peak.</param>
public sealed record Forecast(double Operations, double Speed, StepMemory Memory)
{
    /// <summary>At the measured speed.</summary>
    public TimeSpan Time => TimeSpan.FromSeconds(Operations / Speed);
}
