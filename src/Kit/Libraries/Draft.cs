namespace Kit.Libraries;

/// <summary>An objective on its way in, and what was found.</summary>
internal sealed record Draft(Objective Objective, Sequence<Difference> Differences)
{
    public Draft(Objective objective) : this(objective, []) { }

    /// <summary>The objective changed.</summary>
    public Draft Map(Func<Objective, Objective> change) => this with { Objective = change(Objective) };

    /// <summary>One more difference, if it is one.</summary>
    public Draft Note(bool holds, string key, string text) =>
        holds ? this with { Differences = Differences.Add(new(key, text)) } : this;
}
