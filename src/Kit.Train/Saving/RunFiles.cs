namespace Kit.Train.Saving;

/// <summary>What a run moves, as files of a checkpoint and back into place.</summary>
internal abstract record RunFiles
{
    /// <param name="folder">Empty.</param>
    /// <param name="origin">The checkpoint that training starts from; null where none is named.</param>
    public abstract void Write(string folder, string? origin);

    /// <summary>Everything as it was written.</summary>
    public abstract void Read(string folder);
}
