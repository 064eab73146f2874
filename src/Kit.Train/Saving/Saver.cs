using System.Reflection;
using Kit.Data.Storage;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Saving;

/// <summary>Writes a run's checkpoints and takes the newest up; holds the folder for itself meanwhile.</summary>
internal sealed class Saver : IDisposable
{
    private readonly RunFolder folder;
    private readonly Fingerprint run;
    private readonly RunFiles files;
    private readonly FileStream held;
    private readonly TrainerState log = new();
    private readonly List<string> damaged = [];
    private string? last;

    private Saver(RunFolder folder, Fingerprint run, RunFiles files, FileStream held) =>
        (this.folder, this.run, this.files, this.held) = (folder, run, files, held);

    /// <summary>Checkpoints that were passed over, each with its fault.</summary>
    public IReadOnlyList<string> Damaged => damaged;

    /// <summary>Takes the folder, and removes what an interrupted run left half-written.</summary>
    /// <exception cref="IOException">Another process writes there.</exception>
    public static Saver Open(RunFolder folder, Fingerprint run, RunFiles files)
    {
        var path = Directory.CreateDirectory(folder.Path).FullName;
        var held = Hold(path);
        Disk.Sweep(path);
        return new(folder, run, files, held);
    }

    /// <summary>Weights, moments and log as the newest sound checkpoint has them, and where it stands; null of an empty
    /// folder.</summary>
    /// <exception cref="InvalidDataException">It is another run's, or all are damaged.</exception>
    public TrainState? Resume()
    {
        foreach (var checkpoint in Checkpoints.In(folder.Path))
        {
            if (Sound(checkpoint) is not { } saved) continue;
            CheckRun(checkpoint, saved);
            files.Read(checkpoint);
            log.Read(checkpoint);
            last = checkpoint;
            return saved.State;
        }

        return damaged.Count == 0 ? null : throw new InvalidDataException(
            $"{folder.Path}: expected a sound checkpoint to go on from, got {string.Join("; ", damaged)}");
    }

    public void Log(PreferenceStep step) => log.Add(step);

    /// <summary>Writes a checkpoint where one is due, then removes those that need not stay.</summary>
    /// <exception cref="IOException">The disk is full or fails; earlier checkpoints are as they were.</exception>
    public void Save(TrainState state, bool over, int total, int stepsPerEpoch)
    {
        if (!over && state.Step % folder.Every != 0 && state.Best?.Step != state.Step) return;
        var checkpoint = Checkpoints.PathOf(folder.Path, state.Step);
        if (last == checkpoint) return;
        try
        {
            Disk.Publish(checkpoint, place =>
            {
                files.Write(place, folder.Base);
                AtomicFile.Write(Path.Combine(place, TrainerState.FileName),
                    stream => log.Write(stream, state, total, stepsPerEpoch, folder));
                Checkpoints.Seal(place, Saved(state));
            });
        }
        // .NET reports a file that outgrows its file system (EFBIG) as an argument out of range.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            throw new IOException(
                $"{checkpoint}: expected room and leave to write a checkpoint, got {e.Message.TrimEnd('.')}. Make room "
                + $"and run again: it goes on from {last ?? "the start, for none was written yet"}.", e);
        }

        last = checkpoint;
        Retire(state);
    }

    public void Dispose() => held.Dispose();

    private SavedRun Saved(TrainState state) => new(
        SavedRun.Version, typeof(Saver).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion ?? "unknown", __version__,
        run.Components, state, []);

    private SavedRun? Sound(string checkpoint)
    {
        try
        {
            return Checkpoints.Read(checkpoint);
        }
        catch (InvalidDataException e)
        {
            damaged.Add(e.Message);
            return null;
        }
    }

    private void CheckRun(string checkpoint, SavedRun saved)
    {
        var changes = run.Since(Fingerprint.From(saved.Run));
        if (changes.Count > 0)
            throw new InvalidDataException(
                $"{checkpoint}: expected a checkpoint of this run, got one of another: {string.Join("; ", changes)}. "
                + "Go on with that run's settings, or name another folder.");
    }

    private void Retire(TrainState state)
    {
        foreach (var old in Checkpoints.In(folder.Path).Skip(folder.Keep))
            if (Checkpoints.StepOf(old) != state.Best?.Step) Disk.Remove(old);
    }

    private static FileStream Hold(string folder)
    {
        var path = Path.Combine(folder, ".lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException(
                $"{folder}: expected no other run that writes there, got one ({e.Message.TrimEnd('.')}). Wait for it, "
                + "or name another folder.", e);
        }
    }
}
