namespace Kit;

/// <summary>One entry of the catalogue: a loss, its name and where it comes from.</summary>
/// <param name="Name">What <see cref="Papers.Named"/> finds; it carries the variant where one name means several
/// losses. </param>
/// <param name="Objective">With its authors' defaults.</param>
/// <param name="Paper">Where it was published.</param>
/// <param name="Equation">Which equation, algorithm or code; empty where the text as a whole is meant.</param>
[TypeFormatterSource]
public sealed record Published(string Name, Objective Objective, Paper Paper, string Equation = "")
{
    /// <summary>As mathematics.</summary>
    public string Formula => Objective.ToString();

    /// <summary>As the C# that composes it.</summary>
    public string Expression => Objective.ToCode();
}
