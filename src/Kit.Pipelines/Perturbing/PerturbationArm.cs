using Kit.Video;

namespace Kit.Pipelines.Perturbing;

/// <summary>Where the answers that are not preferred come from.</summary>
[TypeFormatterSource]
public abstract record PerturbationArm
{
    private PerturbationArm(string name) => Name = name;

    /// <summary>In tables.</summary>
    public string Name { get; }

    /// <summary>The model's own mistakes about perturbed clips.</summary>
    /// <param name="Name">In tables.</param>
    /// <param name="How">What is done to the clips; <see cref="Perturbation.None"/> for clean ones.</param>
    public sealed record SelfMade(string Name, Perturbation How) : PerturbationArm(Name);

    /// <summary>Nobody's: the truth with a random wrong value.</summary>
    public sealed record Invented(string Name) : PerturbationArm(Name);
}
