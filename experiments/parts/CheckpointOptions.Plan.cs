using System.CommandLine;
using Kit;
using Kit.Data.Datasets;
using Kit.Pipelines.Alignment;
using Kit.Report.Reproductions;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Preference;
using Kit.Train.Saving;
using Kit.Video;
using static TorchSharp.torch;

namespace Experiments;

public sealed partial class CheckpointOptions
{
    /// <summary>Whether a checkpoint is named, and not MovingShapes' own model meant.</summary>
    public bool IsTold(ParseResult told) => told.GetValue(Model) is not null;

    /// <summary>The plan of a run.</summary>
    /// <param name="told">The command line.</param>
    /// <param name="loss">What is minimised.</param>
    /// <param name="seed">Of data order and fresh adapters.</param>
    /// <param name="folder">Where the run is saved, and its cache where none is named.</param>
    /// <param name="size">Quick: the first 16 records, 8 steps of at most 2 pairs.</param>
    public AlignmentPlan Plan(ParseResult told, Objective loss, long seed, string folder, WorkSize size)
    {
        var trial = size == WorkSize.Quick;
        var together = trial ? Math.Min(2, told.GetValue(Batch)) : told.GetValue(Batch);
        var model = Needed(told, Model).FullName;
        return new AlignmentPlan(
            model, Records(told), Needed(told, Videos).FullName, loss,
            new Optimization(
                told.GetValue(Rate), together * told.GetValue(Accumulate), told.GetValue(Epochs),
                new Schedule(told.GetValue(Decay), told.GetValue(WarmUp)),
                MaxSteps: trial ? 8 : told.GetValue(Steps)),
            Adapters(told), seed)
        {
            Frames = int.TryParse(told.GetValue(Frames), out var count) && count > 0
                ? new FramePlan.Uniform(count) : FramePlan.Parse(told.GetValue(Frames)!),
            Limit = told.GetValue(Longest) is { } most
                ? new LengthLimit(most, told.GetValue(DropLong) ? Longer.Dropped : Longer.Fails) : LengthLimit.None,
            Cache = told.GetValue(Cache)?.FullName ?? Path.Combine(folder, "cache"), MicroBatch = together,
            Folder = new RunFolder(Path.Combine(folder, "checkpoints"), told.GetValue(SaveEvery)).WithBase(model),
            Logged = told.GetValue(Divergence) ? ReferenceKept.States : ReferenceKept.LogProbabilities,
            HoldOut = told.GetValue(HoldOut) is { } fold ? new HoldOut(fold, told.GetValue(SaveEvery)) : null,
            Spans = told.GetValue(Spans), Minimum = told.GetValue(Minimum), Most = trial ? 16 : null,
            Place = Place(told),
            Activations = told.GetValue(Recompute) ? Activations.Recomputed : Activations.Kept,
        };
    }

    /// <summary>Refuses options of a checkpoint where none is named; each by its name.</summary>
    public void RefuseWithoutModel(ParseResult told) => Unread.Refuse(
        told, All.Where(option => option != Model), "a checkpoint by --model beside it, got none. Name its folder");

    private static T Needed<T>(ParseResult told, Option<T?> option) where T : class => told.GetValue(option)
        ?? throw new ArgumentException($"{option.Name}: expected a value beside --model, got none. See --help.");

    private Dataset Records(ParseResult told)
    {
        var file = Needed(told, Data).FullName;
        return told.GetValue(Format) is { } name ? new Dataset(file, DatasetFormat.Named(name)) : Dataset.Open(file);
    }

    private Start Adapters(ParseResult told)
    {
        if (told.GetValue(Adapter) is not { } folder)
            return new Start.Fresh(Lora.Decoder.WithRank(told.GetValue(Rank), 2 * told.GetValue(Rank)) with
            {
                Targets = told.GetValue(Targets) is { Length: > 0 } names
                    ? Kit.Torch.Layers.Targets.Names(names) : Lora.Decoder.Targets,
            });
        Unread.Refuse(told, [Rank, Targets], "none beside --adapter, whose folder says it, got one. Leave it out");
        return new Start.Adapter(folder.FullName);
    }

    private Placement Place(ParseResult told)
    {
        var on = told.GetValue(Device) ?? (cuda.is_available() ? "cuda" : "cpu");
        var place = on.StartsWith("cuda", StringComparison.Ordinal)
            ? Placement.Cuda with { Device = new Device(on) } : Placement.Cpu;
        return told.GetValue(Dtype) switch
        {
            null => place,
            "float32" => place.With(ScalarType.Float32),
            "bfloat16" => place.With(ScalarType.BFloat16),
            var other => throw new ArgumentException(
                $"--dtype: expected float32 or bfloat16, got {other}. Choose one."),
        };
    }
}
