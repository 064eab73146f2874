namespace Kit.Data.Datasets;

/// <summary>What a judge gave both answers; higher is better. Not assumed to agree with the label.</summary>
public sealed record Grades(double Chosen, double Rejected)
{
    /// <summary>Whether the judge prefers the chosen answer.</summary>
    public bool Agree => Chosen > Rejected;
}
