using Kit.Data.Storage;
using Kit.Train.Preference;

namespace Kit.Train.Saving;

/// <summary><c>state.json</c>: what a checkpoint belongs to, where its run stands, and what it consists of.</summary>
/// <param name="Format">Version of this file.</param>
/// <param name="Kit">Version of the kit that wrote it.</param>
/// <param name="LibTorch">Version of LibTorch that computed it.</param>
/// <param name="Run">The run, part by part: objective, optimisation, seed, pairs, reference, adapters, …</param>
/// <param name="State">Where it stands.</param>
/// <param name="Files">Every other file.</param>
public sealed record SavedRun(
    int Format, string Kit, string LibTorch, Sequence<SavedComponent> Run, TrainState State, Sequence<SavedFile> Files)
{
    /// <summary>The file's name in a checkpoint.</summary>
    public const string FileName = "state.json";

    internal const int Version = 1;

    internal Fingerprint Fingerprint => Data.Storage.Fingerprint.From(Run.Select(c => new Component(c.Name, c.Value)));
}

/// <summary>One part of what a run depends on.</summary>
/// <param name="Name">objective, seed, pairs, …</param>
/// <param name="Value">Its content, or a digest of it.</param>
public sealed record SavedComponent(string Name, string Value);

/// <summary>One file of a checkpoint.</summary>
/// <param name="Path">Relative to the checkpoint.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its content, hex.</param>
public sealed record SavedFile(string Path, long Bytes, string Sha256);
