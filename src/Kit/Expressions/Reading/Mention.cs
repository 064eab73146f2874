namespace Kit.Expressions.Reading;

/// <summary>A name as it stands in the text.</summary>
/// <param name="Stem">The name without slot and number.</param>
/// <param name="Slot">Null where none is written; <see cref="Any"/> for y.</param>
/// <param name="Version">1 where no number is written.</param>
/// <param name="End">Where the text goes on.</param>
internal sealed record Mention(string Stem, Slot? Slot, int Version, int End)
{
    /// <summary>y: this very object, since an answer may be called so too.</summary>
    public static Slot Any { get; } = new(Slot.Any);

    public bool IsGeneral => ReferenceEquals(Slot, Any);
}
