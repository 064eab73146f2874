namespace Kit.Data.Storage;

/// <summary>One named part of a fingerprint.</summary>
/// <param name="Name">Short and stable: weights, frames, template.</param>
/// <param name="Value">Its content, or a digest of it.</param>
public sealed record Component(string Name, string Value)
{
    public override string ToString() => $"{Name} {Value}";
}
