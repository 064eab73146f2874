using Kit.Parts;
using static Kit.Papers;

namespace Kit.Libraries;

/// <summary>The settings that TRL's DPO losses share, as numbers and parts.</summary>
/// <param name="Beta">β.</param>
/// <param name="Epsilon">ε; 0 for none.</param>
/// <param name="Tau">DiscoPOP's temperature.</param>
/// <param name="Against">With or without a reference.</param>
/// <param name="Shape">The f-divergence.</param>
internal sealed record DpoKnobs(double Beta, double Epsilon, double Tau, Against Against, Shape Shape)
{
    /// <summary>Label smoothing where it is asked for.</summary>
    public Objective Smooth(Objective objective) => Epsilon > 0 ? objective.With(Smoothing(Epsilon)) : objective;

    /// <summary>A loss of either margin, under the divergence.</summary>
    public Objective Shaped(Objective objective) => Shape is Shape.Identity ? objective : objective.With(Shape);
}
