namespace Kit.Data.Datasets;

/// <summary>What reading one record gave.</summary>
public abstract record Reading
{
    private Reading() { }

    /// <summary>It has the format's shape.</summary>
    public sealed record Fits(Example Example) : Reading;

    /// <summary>It has not.</summary>
    /// <param name="Id">The record's id or number.</param>
    /// <param name="Faults">Every fault, each naming its field.</param>
    public sealed record Differs(string Id, Sequence<string> Faults) : Reading;
}
