namespace Kit.Explanations;

/// <summary>What one term of a loss does to one number: ∂(λ·Ω)/∂x.</summary>
/// <param name="Term">The term's name, as metrics have it.</param>
/// <param name="Value">Loss per nat; negative where the term wants x larger.</param>
public sealed record Pull(string Term, double Value);
