namespace Kit.Pairs;

/// <summary>What became of one sample.</summary>
public abstract record Fate
{
    private Fate() { }

    /// <summary>The line of the summary table that counts it.</summary>
    public abstract string Heading { get; }

    public sealed override string ToString() => Heading;

    /// <summary>It went on.</summary>
    public sealed record Used : Fate
    {
        public override string Heading => "used";
    }

    /// <summary>It was left out on purpose.</summary>
    public sealed record Dropped(Reason Reason) : Fate
    {
        public override string Heading => $"dropped: {Reason}";
    }

    /// <summary>It could not be handled.</summary>
    /// <param name="Error">The message, whole.</param>
    public sealed record Failed(string Error) : Fate
    {
        public override string Heading => "failed";
    }
}
