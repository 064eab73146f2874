using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

/// <summary>How a stage chooses among drafts.</summary>
public abstract record Selection
{
    private Selection() { }

    /// <summary>Each by itself (<see cref="Criterion"/>).</summary>
    public static Selection Each(Named<Draft, Fate> criterion) => new Single(criterion);

    /// <summary>By a rule that sees all of them: one fate each, in their order.</summary>
    public static Selection Together(Named<IReadOnlyList<Draft>, IReadOnlyList<Fate>> criterion) => new All(criterion);

    /// <summary>Of the drafts in which one short answer wins over another, as many as those in which it loses to it:
    /// the first ones of each kind of question. What remains cannot be won by liking an answer whatever is seen.
    /// </summary>
    /// <remarks>A draft may be a contest in several ways, such as of a letter and of what stands behind it; drafts are
    /// left out until all of them are balanced. With one contest a draft nothing is left out that could be kept.
    /// </remarks>
    /// <param name="contests">What stands against what in a draft; none for free answers, which are all kept.</param>
    /// <param name="reason">Of those that are left out.</param>
    public static Selection Balanced(Named<Draft, Sequence<Contest>> contests, Reason reason) => Together(Named.From(
        $"as many wins as losses of {contests} ({reason})",
        (IReadOnlyList<Draft> drafts) => Balance([.. drafts.Select(contests.Apply)], new Fate.Dropped(reason))));

    internal abstract Work Work { get; }

    private static IReadOnlyList<Fate> Balance(IReadOnlyList<Sequence<Contest>> drafts, Fate dropped)
    {
        var kept = Enumerable.Range(0, drafts.Count).ToHashSet();
        var ways = drafts.Select(one => one.Count).DefaultIfEmpty().Max();
        for (var before = -1; before != kept.Count;)
        {
            before = kept.Count;
            for (var way = 0; way < ways; way++) kept = Balance(drafts, kept, way);
        }

        return [.. drafts.Select((_, draft) => kept.Contains(draft) ? new Fate.Used() : dropped)];
    }

    /// <summary>The drafts that one way leaves of some.</summary>
    private static HashSet<int> Balance(IReadOnlyList<Sequence<Contest>> drafts, HashSet<int> some, int way)
    {
        bool IsFree(int draft) => drafts[draft].Count <= way;
        var wins = some.Where(draft => !IsFree(draft)).GroupBy(draft => drafts[draft][way])
            .ToDictionary(one => one.Key, one => one.Count());
        var left = wins.ToDictionary(
            one => one.Key, one => Math.Min(one.Value, wins.GetValueOrDefault(one.Key.Reversed)));
        return [.. some.Order().Where(draft => IsFree(draft) || left[drafts[draft][way]]-- > 0)];
    }

    private sealed record Single(Named<Draft, Fate> Criterion) : Selection
    {
        internal override Work Work => new Work.Each(one => new Outcome(one, Criterion.Apply(one)));

        public override string ToString() => $"{Criterion}";
    }

    private sealed record All(Named<IReadOnlyList<Draft>, IReadOnlyList<Fate>> Criterion) : Selection
    {
        internal override Work Work => new Work.Whole(drafts =>
        {
            var fates = Criterion.Apply(drafts);
            return fates.Count == drafts.Count
                ? [.. drafts.Zip(fates, (one, fate) => new Outcome(one, fate))]
                : throw new InvalidOperationException(FormattableString.Invariant(
                    $"{Criterion}: expected {drafts.Count} fates, got {fates.Count}. Give one to each draft."));
        });

        public override string ToString() => $"{Criterion}";
    }
}

/// <summary>One short answer against another.</summary>
/// <param name="Kind">Of question; only contests of one kind are compared.</param>
/// <param name="Winner">The preferred answer.</param>
/// <param name="Loser">The other.</param>
public sealed record Contest(string Kind, string Winner, string Loser)
{
    /// <summary>The other way round.</summary>
    public Contest Reversed => new(Kind, Loser, Winner);
}
