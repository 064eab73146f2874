namespace Kit.Libraries;

/// <summary>One thing that a library does differently from what a setting's name says, or from another
/// version.</summary>
/// <param name="Key">The setting.</param>
/// <param name="Text">What happens.</param>
public sealed record Difference(string Key, string Text)
{
    public override string ToString() => $"{Key}: {Text}";
}
