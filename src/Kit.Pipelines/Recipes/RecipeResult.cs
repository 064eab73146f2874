using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

/// <summary>What a run came to.</summary>
/// <param name="Drafts">Those that are left, with all their fields.</param>
/// <param name="Roles">As they stand at the end.</param>
/// <param name="Ledger">Every draft of the source: used, dropped by reason, or failed with its message.</param>
/// <param name="Ending">Whether enough are left.</param>
public sealed record RecipeResult(Sequence<Draft> Drafts, Roles Roles, Ledger Ledger, RecipeEnding Ending)
{
    /// <summary>0, or 2 where too few drafts are left.</summary>
    public int ExitCode => Ending is RecipeEnding.Complete ? 0 : 2;
}

/// <summary>How a run ended.</summary>
public abstract record RecipeEnding
{
    private RecipeEnding() { }

    /// <summary>Every stage stands.</summary>
    public sealed record Complete : RecipeEnding
    {
        public override string ToString() => "complete";
    }

    /// <summary>The run stopped after a stage because too few drafts were left.</summary>
    /// <param name="Stage">Its folder's name.</param>
    /// <param name="Kept">Drafts left.</param>
    /// <param name="Minimum">Drafts wanted.</param>
    /// <param name="Why">Where the others went.</param>
    public sealed record TooFew(string Stage, int Kept, int Minimum, string Why) : RecipeEnding
    {
        public override string ToString() => FormattableString.Invariant(
            $"after {Stage}: expected at least {Minimum} drafts, got {Kept} ({Why}). See the ledger, or ask for fewer.");
    }
}
