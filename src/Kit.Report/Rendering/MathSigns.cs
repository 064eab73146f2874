using System.Collections.Frozen;

namespace Kit.Report.Rendering;

/// <summary>Commands of LaTeX that stand for one sign.</summary>
internal static class MathSigns
{
    /// <summary>Names of functions, upright.</summary>
    public static FrozenSet<string> Functions { get; } =
        new[] { "log", "exp", "max", "min", "sin", "cos", "tanh", "det", "sup", "inf" }.ToFrozenSet();

    /// <summary>Letters, slanted.</summary>
    public static FrozenDictionary<string, string> Letters { get; } = new Dictionary<string, string>
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ϵ", ["varepsilon"] = "ε",
        ["zeta"] = "ζ", ["eta"] = "η", ["theta"] = "θ", ["kappa"] = "κ", ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν",
        ["xi"] = "ξ", ["pi"] = "π", ["rho"] = "ρ", ["sigma"] = "σ", ["varsigma"] = "ς", ["tau"] = "τ", ["phi"] = "ϕ",
        ["varphi"] = "φ", ["chi"] = "χ", ["psi"] = "ψ", ["omega"] = "ω", ["Gamma"] = "Γ", ["Delta"] = "Δ",
        ["Theta"] = "Θ", ["Lambda"] = "Λ", ["Pi"] = "Π", ["Sigma"] = "Σ", ["Phi"] = "Φ", ["Psi"] = "Ψ", ["Omega"] = "Ω",
        ["infty"] = "∞", ["ell"] = "ℓ",
    }.ToFrozenDictionary();

    /// <summary>Operators and brackets; an escaped sign is itself.</summary>
    public static FrozenDictionary<string, string> Operators { get; } = new Dictionary<string, string>
    {
        ["sum"] = "∑", ["prod"] = "∏", ["cdot"] = "·", ["times"] = "×", ["pm"] = "±", ["Vert"] = "‖", ["vert"] = "|",
        ["lvert"] = "|", ["rvert"] = "|", ["lVert"] = "‖", ["rVert"] = "‖", ["mid"] = "∣", ["leq"] = "≤",
        ["geq"] = "≥", ["neq"] = "≠", ["to"] = "→", ["in"] = "∈", ["partial"] = "∂", ["_"] = "_", ["%"] = "%",
        ["{"] = "{", ["}"] = "}", ["&"] = "&", ["#"] = "#", ["$"] = "$", [""] = "\\",
    }.ToFrozenDictionary();
}
