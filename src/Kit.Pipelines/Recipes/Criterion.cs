using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

/// <summary>The usual criteria of <see cref="Stage.Select"/>; any other is a <see cref="Named{TIn, TOut}"/> of one's
/// own.</summary>
public static class Criterion
{
    /// <summary>Keeps the drafts whose field holds one label; the others are dropped, each label under its reason.
    /// A label that is not named is a failed draft.</summary>
    public static Named<Draft, Fate> Keep(string field, string label, params (string Label, Reason Reason)[] others) =>
        new(
            $"keep {field} {label}{string.Concat(others.Select(other => $", drop {other.Label} ({other.Reason})"))}",
            one => one[field] == label ? new Fate.Used()
                : others.FirstOrDefault(other => other.Label == one[field]).Reason is { } reason
                    ? Dropped(reason)
                    : new Fate.Failed($"{field}: expected one of [{string.Join(", ", others.Select(other => other.Label)
                        .Prepend(label))}], got \"{one[field]}\". Name the label in the recipe."));

    /// <summary>Drops the drafts whose field holds one label, such as <c>None</c>.</summary>
    public static Named<Draft, Fate> Drop(string field, string label, Reason reason) => new(
        $"drop {field} {label} ({reason})",
        one => one[field] == label ? Dropped(reason) : new Fate.Used());

    /// <summary>Drops the drafts whose two fields hold the same.</summary>
    public static Named<Draft, Fate> Differ(string field, string other, Reason reason) => new(
        $"drop {field} = {other} ({reason})",
        one => one[field] == one[other] ? Dropped(reason) : new Fate.Used());

    private static Fate.Dropped Dropped(Reason reason) => new(reason);
}
