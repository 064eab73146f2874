using System.CommandLine;
using Kit.Pipelines.Alignment;
using Kit.Train;

namespace Experiments;

/// <summary>How a Hugging Face checkpoint is aligned, as options of a script; <see cref="Plan"/> reads them.</summary>
public sealed partial class CheckpointOptions
{
    public Option<DirectoryInfo?> Model { get; } = new("--model") { Description = "The checkpoint's folder." };

    public Option<FileInfo?> Data { get; } = new("--data") { Description = "A file in any format of validate.cs." };

    public Option<DirectoryInfo?> Videos { get; } = new("--videos") { Description = "Where the clips lie." };

    public Option<string?> Format { get; } = new("--format")
    {
        Description = "The data's format; leave out to have it found.",
    };

    public Option<DirectoryInfo?> Adapter { get; } = new("--adapter")
    {
        Description = "A PEFT adapter's folder to train on; it is part of the reference.",
    };

    public Option<double> Rate { get; } = new("--lr")
    {
        Description = "The rate at its peak.", DefaultValueFactory = _ => 1e-5,
    };

    public Option<int> Epochs { get; } = new("--epochs") { DefaultValueFactory = _ => 1 };

    public Option<int> Batch { get; } = new("--batch")
    {
        Description = "Pairs in memory at a time.", DefaultValueFactory = _ => 8,
    };

    public Option<int> Accumulate { get; } = new("--accumulate")
    {
        Description = "How many times as many make a step; the gradient is that of all of them.",
        DefaultValueFactory = _ => 1,
    };

    public Option<int?> Steps { get; } = new("--max-steps")
    {
        Description = "Ends the run early; the schedule ends with it.",
    };

    public Option<Decay> Decay { get; } = new("--decay")
    {
        Description = "What follows the warm-up.", DefaultValueFactory = _ => Kit.Train.Decay.Cosine,
    };

    public Option<double> WarmUp { get; } = new("--warm-up")
    {
        Description = "Share of the steps.", DefaultValueFactory = _ => 0.03,
    };

    public Option<int> Rank { get; } = new("--rank")
    {
        Description = "r of fresh adapters; α is 2r.", DefaultValueFactory = _ => 16,
    };

    public Option<string[]> Targets { get; } = new("--targets")
    {
        Description = "Layers with adapters by the ends of their names; without it all of the decoder's.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<string> Frames { get; } = new("--frames")
    {
        Description = "How many, evenly spread, or a plan: rate:1:32, qwen:2:4:768.", DefaultValueFactory = _ => "8",
    };

    public Option<int?> Longest { get; } = new("--max-length")
    {
        Description = "Most tokens of a sequence; longer pairs fail.",
    };

    public Option<bool> DropLong { get; } = new("--drop-long")
    {
        Description = "Longer pairs are left out and counted instead.",
    };

    public Option<SpanSource> Spans { get; } = new("--spans")
    {
        Description = "File: as it marks them. Difference: words that differ.",
        DefaultValueFactory = _ => SpanSource.File,
    };

    public Option<int> Minimum { get; } = new("--minimum")
    {
        Description = "Fewest usable pairs.", DefaultValueFactory = _ => 1,
    };

    public Option<int?> HoldOut { get; } = new("--hold-out")
    {
        Description = "N: pairs about one clip in N are measured on and not trained on.",
    };

    public Option<string?> Device { get; } = new("--device")
    {
        Description = "cpu, cuda, cuda:1; without it cuda where there is one.",
    };

    public Option<string?> Dtype { get; } = new("--dtype")
    {
        Description = "float32 or bfloat16; adapters are float32 always.",
    };

    public Option<bool> Recompute { get; } = new("--recompute")
    {
        Description = "Less memory: backward runs every layer again.",
    };

    public Option<DirectoryInfo?> Cache { get; } = new("--cache")
    {
        Description = "Visual tokens and the reference's evidence, for many runs; without it OUT/cache.",
    };

    public Option<int> SaveEvery { get; } = new("--save-every")
    {
        Description = "Steps, or rollouts, from checkpoint to checkpoint.", DefaultValueFactory = _ => 50,
    };

    public Option<bool> Divergence { get; } = new("--kl")
    {
        Description = "Logs KL(ref‖policy) though the loss does not read it.",
    };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All =>
    [
        Model, Data, Videos, Format, Adapter, Rate, Epochs, Batch, Accumulate, Steps, Decay, WarmUp, Rank, Targets,
        Frames, Longest, DropLong, Spans, Minimum, HoldOut, Device, Dtype, Recompute, Cache, SaveEvery, Divergence,
    ];

    public void AddTo(RootCommand root)
    {
        foreach (var option in All) root.Options.Add(option);
    }

    /// <summary>For scripts that have no other way: model, data and videos must be given.</summary>
    public CheckpointOptions Required()
    {
        (Model.Required, Data.Required, Videos.Required) = (true, true, true);
        return this;
    }
}
