using System.Diagnostics;
using Kit.Data.Datasets;
using Kit.Data.Storage;
using Kit.Evaluate;
using Kit.Models.Caches;
using Kit.Models.Families;
using Kit.Models.Peft;
using Kit.Pairs;
using Kit.Train;
using Kit.Train.Cost;
using Kit.Train.Preference;
using static TorchSharp.torch;
using Media = Kit.Train.Preference.Media;

namespace Kit.Pipelines.Alignment;

/// <summary>A checkpoint, its adapters and encoded pairs, ready to be trained.</summary>
public sealed class Alignment : IDisposable
{
    private readonly AlignmentPlan plan;
    private readonly Assistant assistant;
    private readonly PeftAdapter peft;
    private readonly Clips clips;
    private readonly IReadOnlyList<EncodedPair> pairs, held;
    private readonly IReadOnlyList<PairShape> shapes;
    private readonly VideoModel? owned;
    private (PreferenceData Trained, PreferenceData? Held)? data;

    private Alignment(
        AlignmentPlan plan, Assistant assistant, VideoModel? owned, PeftAdapter peft, Clips clips, UsablePairs all)
    {
        (this.plan, this.assistant, this.owned, this.peft, this.clips) = (plan, assistant, owned, peft, clips);
        (pairs, held) = Parted(plan.HoldOut, clips, all.Pairs);
        shapes = [.. pairs.Select(clips.Shape)];
        Ledger = all.Ledger;
    }

    /// <summary>What became of every pair of the file.</summary>
    public Ledger Ledger { get; }

    /// <summary>Pairs to train on, and to measure on.</summary>
    internal Studies.StudySize Size => new(pairs.Count, held.Count);

    /// <summary>The model with the adapters in place.</summary>
    public Assistant Assistant => assistant;

    /// <summary>Reads and encodes the pairs, loads the model, looks at the clips, attaches the adapters.</summary>
    /// <exception cref="InvalidDataException">A record, a checkpoint's file or a pair is refused; or fewer pairs are
    /// left than the plan's minimum.</exception>
    /// <exception cref="ArgumentException">The loss reads what such pairs do not have.</exception>
    public static Alignment Open(AlignmentPlan plan, IProgress<Advance> progress)
    {
        var file = Read(plan);
        var assistant = Assistant.Load(plan.Model, plan.Place);
        try
        {
            return On(assistant, assistant.Model, plan, file, progress);
        }
        catch
        {
            assistant.Model.Dispose();
            throw;
        }
    }

    /// <summary>The same on a model that is loaded already and stays the caller's: disposing takes the adapters off it,
    /// so that runs one behind the other share one base and each comes to what it comes to alone.</summary>
    /// <param name="plan">Its <see cref="AlignmentPlan.Model"/> is where the model was loaded from.</param>
    /// <param name="assistant">Nothing may be in place on its model.</param>
    /// <param name="progress">Told of the clips.</param>
    /// <exception cref="InvalidOperationException">Adapters are in place on the model.</exception>
    public static Alignment Open(AlignmentPlan plan, Assistant assistant, IProgress<Advance> progress) =>
        On(assistant, owned: null, plan, Read(plan), progress);

    /// <summary>What the run is going to do; measures the speed of one pass over the first batch.</summary>
    public RunCard Card()
    {
        var steps = plan.Optimization.Steps(pairs.Count);
        var cost = new StepCost(assistant.Model.Language.Config, new Moved.LowRank(peft.Adapters.Named
            .Where(one => one.Parameter.dim() == 2).Sum(one => one.Parameter.numel())), plan.Activations,
            plan.Kept == ReferenceKept.States ? Divergence.Computed : Divergence.Unread);
        var order = Order;
        var operations = shapes.Sum(cost.Forward)
            + Enumerable.Range(0, steps).Sum(step => order.Batch(step).Sum(i => cost.Step(shapes[i])));
        var moved = peft.Adapters.Parameters.Sum(p => p.numel());
        var frozen = assistant.Model.parameters().Sum(p => p.numel());
        return new RunCard(
            plan, Identity.Of(plan, assistant), new AdapterFacts(peft.Adapters.Lora, moved, frozen),
            new RunLength(
                pairs.Count, clips.Seen.Count, steps, shapes.Sum(s => s.Tokens),
                pairs.Sum(pair => (long)PromptOf(pair).Visual.Count), shapes.Max(s => s.Longest))
            {
                HeldOut = held.Count,
            },
            new Forecast(operations, Speed(cost), Memory(moved, frozen)),
            Ledger, ShownPair.From(pairs[0], PromptOf(pairs[0]), assistant.Tokenizer))
        {
            Remarks = [.. plan.Objective.Remarks, .. Unmarked()],
        };
    }

    /// <summary>Makes the reference's evidence, or finds it in the plan's cache.</summary>
    public void Refer(IProgress<Advance> progress)
    {
        // Fresh adapters are off meanwhile, so that the evidence is the base model's and serves runs of any seed.
        using var off = plan.Start is Start.Fresh ? peft.Adapters.Off() : null;
        var identity = ModelFingerprint.From(assistant.Model).With("template", assistant.Template.Name)
            .With("tokenizer", assistant.Tokenizer.Digest).With("frames", $"{plan.Frames}")
            .With("processor", $"{assistant.Processor}");
        PreferenceData Referred(IReadOnlyList<EncodedPair> some, string stage) => PreferenceData.Open(
            new Cache(plan.Cache), identity, assistant.Model.Language, some,
            new Media.Typed(PromptOf, pair => clips.Features(pair.Clip)), plan.Kept,
            progress.Of<ReferenceProgress>(told => new Advance(stage, told.Done, told.Total, "pairs", told.Note)));
        data = (Referred(pairs, "reference's evidence"),
            held.Count == 0 ? null : Referred(held, "reference's evidence, held-out pairs"));
    }

    /// <summary>Trains the adapters, from the first step or from where the plan's folder stands.</summary>
    /// <exception cref="InvalidOperationException">There is no reference yet, or a contract of step 0 is
    /// broken.</exception>
    /// <exception cref="InvalidDataException">The folder holds another run; what differs is named.</exception>
    public AlignmentRun Train(IProgress<StepReport> progress)
    {
        var referred = data ?? throw new InvalidOperationException(
            $"{nameof(Train)}: expected the reference's evidence, got none. Call {nameof(Refer)} first.");
        var meter = new StepMeter(TimeProvider.System, progress);
        using var scope = NewDisposeScope();
        using var loop = PreferenceLoop.From(
            new PreferenceRun(plan.Objective, plan.Optimization, plan.Seed)
            {
                MicroBatch = plan.MicroBatch, Folder = plan.Folder,
                Evaluation = referred.Held is null ? null : new Evaluation(
                    referred.Held, plan.HoldOut!.Every, plan.MicroBatch ?? plan.Optimization.BatchSize),
            },
            assistant.Model.Language, new Trained.Placed(peft.Adapters),
            referred.Trained with
            {
                Media = new Media.Typed(
                    pair => meter.Waiting(() => PromptOf(pair)),
                    pair => meter.Waiting(() => clips.Features(pair.Clip))),
            });
        var start = loop.Start;
        for (var state = start; !loop.IsOver(state);)
        {
            meter.Begin();
            var (next, report) = loop.Step(state);
            meter.Report(report);
            loop.Save(state = next);
        }

        return new(start.Step, [.. loop.Damaged]);
    }

    /// <summary>Writes the adapters as PEFT reads them, with the checkpoint's folder as their base.</summary>
    public void Save(string folder) => peft.WithBase(plan.Model).Save(folder);

    public void Dispose()
    {
        peft.Dispose();
        owned?.Dispose();
    }

    private static PairFile Read(AlignmentPlan plan)
    {
        plan.Check();
        var file = PairFile.Read(plan.Data, new MediaFolder(plan.Videos), plan.Spans, plan.Most);
        UsablePairs.Enough(plan, file.Pairs.Count, file.Ledger);
        return file;
    }

    /// <param name="assistant">The checkpoint, bare.</param>
    /// <param name="owned">Its model, where it goes with the alignment.</param>
    /// <param name="plan">What is run.</param>
    /// <param name="file">On what.</param>
    /// <param name="progress">Told of the clips.</param>
    private static Alignment On(
        Assistant assistant, VideoModel? owned, AlignmentPlan plan, PairFile file, IProgress<Advance> progress)
    {
        var shown = assistant with { Frames = plan.Frames };
        shown.Model.Language.Activations = plan.Activations;
        var peft = Adapted(plan, shown.Model);
        try
        {
            var clips = Clips.See(shown, plan.Cache, new MediaFolder(plan.Videos),
                [.. file.Pairs.Select(pair => pair.Pair.Clip).Where(clip => clip.Length > 0).Distinct()], progress);
            return new Alignment(plan, shown, owned, peft, clips, UsablePairs.From(plan, file, shown, clips));
        }
        catch
        {
            peft.Dispose();
            throw;
        }
    }

    /// <summary>Pairs to train on, and pairs about other clips to measure on.</summary>
    private static (IReadOnlyList<EncodedPair> Trained, IReadOnlyList<EncodedPair> Held) Parted(
        HoldOut? plan, Clips clips, IReadOnlyList<EncodedPair> pairs)
    {
        var apart = plan?.Of(clips.Seen.Keys);
        var parts = pairs.ToLookup(pair => apart?.Contains(pair.Clip) == true);
        return parts[false].Any() ? ([.. parts[false]], [.. parts[true]]) : (pairs, []);
    }

    private DataOrder Order => new(pairs.Count, plan.Optimization.BatchSize, plan.Seed, plan.Optimization.Order);

    private Models.Prompt PromptOf(EncodedPair pair) => clips.Prompt(pair.Prompt, pair.Clip);

    private static PeftAdapter Adapted(AlignmentPlan plan, VideoModel model)
    {
        if (plan.Start is Start.Fresh fresh) return PeftAdapter.Attach(fresh.Lora, model, plan.Seed);
        var loaded = PeftAdapter.Load(((Start.Adapter)plan.Start).Folder, model);
        loaded.Adapters.Place();
        return loaded;
    }

    private IEnumerable<string> Unmarked()
    {
        var without = pairs.Count(pair => !UsablePairs.Marked(pair));
        if (without > 0 && without < pairs.Count) yield return FormattableString.Invariant(
            $"{without} of {pairs.Count} pairs have no marked span.");
    }

    /// <summary>Operations a second of a pass over the first batch; a pass before it warms up.</summary>
    private double Speed(StepCost cost)
    {
        var batch = Order.Batch(0);
        var media = new Media.Typed(PromptOf, pair => clips.Features(pair.Clip));
        EncodedPair[] some = [.. batch.Select(i => pairs[i])];
        using var scope = NewDisposeScope();
        Pass();
        var clock = Stopwatch.StartNew();
        Pass();
        return batch.Sum(i => cost.Forward(shapes[i])) / clock.Elapsed.TotalSeconds;

        void Pass() =>
            ReferenceEvidence.From(
            assistant.Model.Language, some, media, ReferenceKept.LogProbabilities).LogProbability.sum().item<float>();
    }

    private StepMemory Memory(long moved, long frozen)
    {
        var order = Order;
        // A step holds what is in memory at a time of its batch.
        var batches = Enumerable.Range(0, Math.Min(order.StepsPerEpoch, plan.Optimization.Steps(pairs.Count)))
            .SelectMany(step => order.Batch(step).Chunk(plan.MicroBatch ?? int.MaxValue)).ToArray();
        return StepMemory.From(assistant.Model.Language.Config, plan.Activations, plan.Kept, new RunSize(
            frozen, (int)assistant.Model.Language.Head.Weight.element_size(), moved,
            batches.Max(batch => batch.Length * batch.Max(i => shapes[i].Tokens)),
            batches.Max(batch => batch.Sum(i => shapes[i].Scored)),
            batches.Max(batch => assistant.Model.Language.Head.Largest(batch.Sum(i => shapes[i].Scored))),
            batches.Max(batch => batch.Sum(i => (long)PromptOf(pairs[i]).Visual.Count)),
            shapes.Sum(shape => shape.Scored)));
    }
}
