using System.Diagnostics;
using Kit.Data.Storage;
using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

/// <summary>One stage while it runs.</summary>
internal sealed record StageRun(
    Stage Stage, string Place, StageFolder Folder, Fingerprint Provenance, IProgress<Advance> Progress,
    CancellationToken Cancellation)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Outcome> done = [];

    /// <param name="before">Where the run stands.</param>
    /// <param name="measured">Told the stage, how many drafts it handled in this process, and how long it took.</param>
    public async Task<StageOutput> GoAsync(Standing before, Action<string, int, TimeSpan> measured)
    {
        foreach (var outcome in Folder.Resume(Provenance)) done[outcome.Draft.Id] = outcome;
        var (clock, handled) = (Stopwatch.StartNew(), before.Drafts.Count - done.Count);
        string? model = null;
        Report(before);
        switch (Stage.Open(before))
        {
            case Work.Each each: Each(each, before); break;
            case Work.Whole whole: Whole(whole, before); break;
            case Work.Batched batched: Batches(batched, before); break;
            case Work.Apart apart: await ApartAsync(apart, before).ConfigureAwait(false); break;
            case Work.Taught taught: model = await TeachAsync(taught, before).ConfigureAwait(false); break;
            case Work.Synced: Pass(before); break;
            default: throw new UnreachableException();
        }

        Report(before);
        if (handled > 0) measured(Place, handled, clock.Elapsed);
        return Folder.Seal(Provenance, [.. before.Drafts.Select(one => done[one.Id])], model);
    }

    private void Each(Work.Each work, Standing before)
    {
        foreach (var one in before.Drafts) done[one.Id] = Outcome.Of(one, work.Apply);
    }

    private void Whole(Work.Whole work, Standing before)
    {
        foreach (var outcome in work.Apply(before.Drafts)) done[outcome.Draft.Id] = outcome;
    }

    /// <summary>A batch that is not whole in the log is done again, whole, so that its numbers are those of a run that
    /// was not cut off.</summary>
    private void Batches(Work.Batched work, Standing before)
    {
        foreach (var batch in before.Drafts.GroupBy(one => one.Clip).Chunk(work.Clips)
            .Select(clips => clips.SelectMany(clip => clip).ToArray()))
        {
            if (batch.All(one => done.ContainsKey(one.Id))) continue;
            Cancellation.ThrowIfCancellationRequested();
            foreach (var outcome in work.Apply(batch)) Add(outcome);
            Report(before);
        }
    }

    private async Task ApartAsync(Work.Apart work, Standing before)
    {
        var open = before.Drafts.Where(one => !done.ContainsKey(one.Id)).ToArray();
        await Parallel.ForEachAsync(
            open, new ParallelOptions { MaxDegreeOfParallelism = work.Concurrency, CancellationToken = Cancellation },
            async (one, stop) =>
            {
                var outcome = await work.Apply(one, stop).ConfigureAwait(false);
                lock (gate)
                {
                    Add(outcome);
                    Report(before);
                }
            }).ConfigureAwait(false);
    }

    private async Task<string> TeachAsync(Work.Taught work, Standing before)
    {
        Pass(before);
        var model = Directory.CreateDirectory(Folder.Model(Provenance)).FullName;
        await work.Trainer.Apply(new Training(
            before.Drafts, before.Gallery, before.Roles, model, Progress, Cancellation)).ConfigureAwait(false);
        var files = Directory.EnumerateFiles(model, "*", SearchOption.AllDirectories)
            .Select(file => new Component(Path.GetRelativePath(model, file), Fingerprint.DigestFile(file))).ToArray();
        return files.Length > 0 ? Fingerprint.From(files).Hash : throw new InvalidOperationException(
            $"{Stage.Name}: expected weights in {model}, got no file. Write them into the folder that is given.");
    }

    private void Pass(Standing before)
    {
        foreach (var one in before.Drafts) done[one.Id] = new Outcome(one, new Fate.Used());
    }

    private void Add(Outcome outcome)
    {
        if (done.ContainsKey(outcome.Draft.Id)) return;
        Folder.Append(Provenance, outcome);
        done[outcome.Draft.Id] = outcome;
    }

    private void Report(Standing before) =>
        Progress.Report(new Advance(Place, done.Count, before.Drafts.Count, "drafts"));
}
