namespace Kit.Models.Families;

/// <summary>A weight's name and shape.</summary>
/// <param name="Name">As in the family's files.</param>
/// <param name="Shape">Row-major.</param>
public sealed record WeightShape(string Name, Sequence<long> Shape)
{
    /// <summary>Numbers in it.</summary>
    public long Count => Shape.Aggregate(1L, (count, size) => checked(count * size));

    public override string ToString() => $"{Name}: {Shape}";
}
