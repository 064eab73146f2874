namespace Kit.Data.Storage;

/// <summary>One component that differs between two fingerprints.</summary>
/// <param name="Name">The component.</param>
/// <param name="Before">Its old value; null when it is new.</param>
/// <param name="After">Its new value; null when it is gone.</param>
public sealed record Change(string Name, string? Before, string? After)
{
    public override string ToString() => $"{Name}: {Before ?? "nothing"} → {After ?? "nothing"}";
}
