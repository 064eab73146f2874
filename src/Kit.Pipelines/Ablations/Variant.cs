namespace Kit.Pipelines;

/// <summary>One row of an ablation: a loss under the name that the table gives it.</summary>
/// <param name="Name">Short; unique in its ablation.</param>
/// <param name="Objective">The loss.</param>
[TypeFormatterSource]
public sealed record Variant(string Name, Objective Objective)
{
    /// <summary>A loss under its formula.</summary>
    public static Variant From(Objective objective) => new(objective.ToString(), objective);
}
