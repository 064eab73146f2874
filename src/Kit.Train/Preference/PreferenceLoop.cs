using Kit.Models;
using Kit.Pairs;
using Kit.Torch;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>A run between its steps: TrainState → <see cref="Step"/> → TrainState.</summary>
/// <remarks>States are values. Weights and moments are moved in place, so a step goes on from the newest state alone.
/// The host waits for the device once a step, to read the measures; what is not finite stops the run there, before the
/// weights are touched.</remarks>
public sealed class PreferenceLoop : IDisposable
{
    private readonly PreferenceRun run;
    private readonly Trained trained;
    private readonly PreferenceData data;
    private readonly Scorer scorer;
    private readonly DataOrder order;
    private readonly CompiledObjective objective;
    private readonly Carried carried;
    private readonly Measures measures;
    private readonly Optimizer optimizer;
    private readonly Accumulation accumulation;
    private readonly Diagnosis diagnosis;
    private readonly HeldOut? heldOut;
    private Saver? saver;
    private TrainState current;

    private PreferenceLoop(PreferenceRun run, CausalLm model, Trained trained, PreferenceData data)
    {
        (this.run, this.trained, this.data) = (run, trained, data);
        measures = new Measures(data.Reference.Kept);
        scorer = new Scorer(model, data, run.Objective);
        order = new DataOrder(data.Pairs.Count, run.Optimization.BatchSize, run.Seed, run.Optimization.Order);
        Total = run.Optimization.Steps(data.Pairs.Count);
        var parameters = trained.Parameters(model);
        optimizer = new Optimizer(parameters, run.Optimization, Total);
        objective = CompiledObjective.From(run.Objective);
        carried = new Carried(run.Objective);
        accumulation = new Accumulation(objective, carried);
        diagnosis = new Diagnosis(model, scorer, data, parameters);
        heldOut = run.Evaluation is { } evaluation
            ? new HeldOut(evaluation, model, objective, carried, measures, parameters) : null;
        current = TrainState.Start(run.Objective);
    }

    /// <summary>Steps of the whole run, unless it stops early.</summary>
    public int Total { get; }

    /// <summary>Where the run begins: before its first step, or where its folder's newest checkpoint stands.</summary>
    public TrainState Start => current;

    /// <summary>Checkpoints in the run's folder that are damaged and were passed over, each with its fault.</summary>
    public IReadOnlyList<string> Damaged => saver?.Damaged ?? [];

    /// <summary>Checks the settings and the contracts of step 0, then takes the run's newest checkpoint up.</summary>
    /// <remarks>See <see cref="PreferenceRun.Train"/> for parameters and errors.</remarks>
    public static PreferenceLoop From(PreferenceRun run, CausalLm model, Trained trained, PreferenceData data)
    {
        run.Check(data.Reference.Kept);
        run.Evaluation?.HeldOut.Reference.Check(data.Reference.Kept);
        var loop = new PreferenceLoop(run, model, trained, data);
        try
        {
            loop.CheckContracts();
            if (run.Folder is { } folder) loop.GoOn(folder, model);
            return loop;
        }
        catch
        {
            loop.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is no next step: all are done, or patience is over.</summary>
    public bool IsOver(TrainState state) =>
        state.Step >= Total || run.Evaluation?.EarlyStop?.IsOver(state.Best) == true;

    /// <summary>One update of the weights, and an evaluation where one is due.</summary>
    /// <param name="state">The newest one.</param>
    /// <exception cref="InvalidOperationException">The weights stand elsewhere, or the run is over.</exception>
    /// <exception cref="ArithmeticException">A measure is not finite.</exception>
    public Stepped Step(TrainState state)
    {
        CheckNewest(state);
        using var scope = NewDisposeScope();
        var step = state.Step;
        var (batch, tokens) = Batch(step);
        optimizer.Adam.Clear();
        var said = accumulation.Backward(Pieces(step, batch), state);
        var told = Measures.Read([
            .. measures.From(said.Evidence, said.Outcome), ("grad_norm", optimizer.Adam.Norm()),
            .. carried.In(said.Evidence),
        ]);
        diagnosis.Check(step, told, batch, said);
        var rate = optimizer.Rate(step);
        optimizer.Adam.Update(told["grad_norm"], rate);
        told["learning_rate"] = rate;
        var next = state with
        {
            Step = step + 1, Carried = [.. state.Carried.Select(c => c with { Value = told[c.Name] })],
        };
        return Done(Evaluated(next, told), told, tokens);
    }

    /// <summary>Writes a checkpoint where one is due.</summary>
    /// <param name="state">The newest one.</param>
    /// <exception cref="IOException">The disk is full or fails; the last good checkpoint is named.</exception>
    public void Save(TrainState state)
    {
        if (saver is null) return;
        CheckCurrent(state);
        saver.Save(state, IsOver(state), Total, order.StepsPerEpoch);
    }

    public void Dispose()
    {
        saver?.Dispose();
        optimizer.Dispose();
        measures.Dispose();
        carried.Dispose();
        objective.Dispose();
    }

    private void CheckContracts()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        int[] first = [.. order.Batch(0).Take(run.MicroBatch ?? int.MaxValue)];
        Contracts.StepZero(objective, carried.With(scorer.Evidence(first), current));
        Contracts.SeesVideo(scorer, first);
    }

    private void GoOn(RunFolder folder, CausalLm model)
    {
        var fingerprint = RunFingerprint.From(run, model, trained, data);
        saver = Saver.Open(folder, fingerprint, new TrainedFiles(model, trained, optimizer.Adam));
        current = saver.Resume() ?? current;
    }

    /// <summary>The pairs of a step, and the tokens of them all. For pieces the longest come first: neighbours are of
    /// like length, little is padded, and what does not fit into memory fails at once.</summary>
    private (IReadOnlyList<int> Pairs, long Tokens) Batch(int step)
    {
        var pairs = order.Batch(step).Select(i => (Index: i, Tokens: Tokens(data.Pairs[i]))).ToArray();
        var sorted = pairs.OrderByDescending(p => run.MicroBatch is null ? 0 : p.Tokens);
        return ([.. sorted.Select(p => p.Index)], pairs.Sum(p => p.Tokens));
    }

    private long Tokens(EncodedPair pair) =>
        data.Media.Prompt(pair).Ids.Count + pair.Chosen.Count + pair.Rejected.Count;

    private Piece[] Pieces(int step, IReadOnlyList<int> batch)
    {
        var size = run.MicroBatch ?? batch.Count;
        var most = (run.Optimization.BatchSize + size - 1) / size;
        return [.. batch.Chunk(size).Select((piece, k) => new Piece(
            piece.Length, () => scorer.Evidence(piece), () => trained.Dropping(step * most + k)))];
    }

    private TrainState Evaluated(TrainState state, SortedDictionary<string, double> told)
    {
        if (heldOut is null || !run.Evaluation!.IsDue(state.Step, Total)) return state;
        var seen = heldOut.Score(state);
        foreach (var (name, value) in seen) told[PreferenceStep.Held + name] = value;
        return run.Evaluation.EarlyStop is { } stop
            ? state with { Best = stop.Update(state.Best, seen[stop.Metric], state.Step) } : state;
    }

    private Stepped Done(TrainState state, IReadOnlyDictionary<string, double> told, long tokens)
    {
        var report = new PreferenceStep(state.Step - 1, Total, told)
        {
            Epoch = (double)state.Step / order.StepsPerEpoch, Tokens = tokens,
        };
        saver?.Log(report);
        current = state;
        return new Stepped(state, report);
    }

    private void CheckNewest(TrainState state)
    {
        CheckCurrent(state);
        if (IsOver(state)) throw new InvalidOperationException(
            $"{nameof(Step)}: expected a run with steps to do, got one that is over after step {state.Step} of "
            + $"{Total}. Ask {nameof(IsOver)} first.");
    }

    private void CheckCurrent(TrainState state)
    {
        if (state != current) throw new InvalidOperationException(
            $"state: expected the newest, after step {current.Step}, where the weights stand, got one after step "
            + $"{state.Step}. Go on from the newest, or take up a checkpoint.");
    }
}
