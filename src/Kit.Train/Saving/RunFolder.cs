namespace Kit.Train.Saving;

/// <summary>Where a run is saved, how often, and how many checkpoints stay.</summary>
/// <remarks><c>checkpoint-N</c> after N steps, as Hugging Face names them; each holds what the next step needs. A run
/// whose folder has checkpoints goes on from the newest sound one; another run's are refused. One run at a time writes
/// into a folder.</remarks>
/// <param name="Path">Made if it is not there.</param>
/// <param name="Every">Steps from one checkpoint to the next; the last step has one too, and the best evaluation.
/// </param>
/// <param name="Keep">Newest checkpoints that stay; the one of the best evaluation stays beside them.</param>
public sealed record RunFolder(string Path, int Every, int Keep = 2)
{
    /// <summary>The checkpoint that training starts from: <c>adapter_config.json</c> names it, and its configuration
    /// and tokenizer stand beside weights that are saved whole. Null where there is none.</summary>
    public string? Base { get; init; }

    public RunFolder WithBase(string checkpoint) => this with { Base = checkpoint };

    /// <summary>Removes it with all that is saved there, where it is there; what the run leaves stands elsewhere.
    /// </summary>
    public void Remove()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    /// <summary>Refuses settings that mean nothing, all at once.</summary>
    internal void Check()
    {
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
            throw new ArgumentException($"run: expected {string.Join("; ", faults)}. Correct these settings.");
    }

    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Path)) yield return $"{nameof(Path)} of a folder, got nothing";
        if (Every < 1) yield return $"{nameof(Every)} of 1 or more, got {Every}";
        if (Keep < 1) yield return $"{nameof(Keep)} of 1 or more, got {Keep}";
    }
}
