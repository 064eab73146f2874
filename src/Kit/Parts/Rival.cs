using Kit.Expressions;

namespace Kit.Parts;

/// <summary>One of several rejected answers, and its share in the margin.</summary>
public sealed record Rival(double Share, Slot Slot)
{
    public double Share { get; } = Bounds.Share(Share, "share of a rival");
}
