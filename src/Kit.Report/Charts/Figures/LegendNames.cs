namespace Kit.Report.Figures;

/// <summary>Names that a figure's legend has: charts of a grid share them.</summary>
internal sealed class LegendNames
{
    private readonly HashSet<string> seen = [];

    /// <summary>True for the first that bears the name.</summary>
    public bool Add(string name) => seen.Add(name);
}
