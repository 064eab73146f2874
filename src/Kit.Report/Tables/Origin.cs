namespace Kit.Report;

/// <summary>Where a column's numbers come from.</summary>
public abstract record Origin
{
    private Origin()
    {
    }

    /// <summary>Measured here, under the table's protocol.</summary>
    public sealed record Measured : Origin;

    /// <summary>Published: another model and other data. Shown apart, with a note that says so.</summary>
    /// <param name="Source">The paper, its table, and what was measured on what.</param>
    public sealed record Paper(string Source) : Origin;
}
