using static Kit.Data.MovingShapes.Phrase;

namespace Kit.Data.MovingShapes;

/// <summary>What can be asked about shapes that appear and disappear.</summary>
internal static class EventTopics
{
    /// <summary>Which of two changes comes first, or last; null with fewer than two changes.</summary>
    public static Topic? Order(Scene scene, Pcg random)
    {
        if (scene.Events is not [var early, var late]) return null;
        var (word, relation, truth, other) = random.Chance(0.5)
            ? ("first", "before", early, late)
            : ("last", "after", late, early);
        return new Topic(
            Skill.Order, $"what happens {word} ?", Claimed(truth, other), [Claimed(other, truth)], 2, null);

        Claim Claimed(Extra said, Extra rest) => new(
            Event(said), Event(said) + $"{word} .",
            $"does the {said.Look} {Base(said.Presence.Change)} {relation} the {rest.Look} {Word(rest)} ?");
    }

    /// <summary>What becomes of an extra, or which shape it is that changes so; null without extras.</summary>
    public static Topic? Change(Scene scene, Pcg random)
    {
        if (scene.Extras.Count == 0) return null;
        var extra = random.Pick(scene.Extras);
        var unique = scene.Extras.Count(other => other.Presence.Change == extra.Presence.Change) == 1;
        return unique && extra.Presence.Change != MovingShapes.Change.Stays && random.Chance(0.5)
            ? Who(scene, extra, random)
            : What(extra, random);
    }

    /// <summary>Which shape appears, or disappears.</summary>
    private static Topic Who(Scene scene, Extra extra, Pcg random)
    {
        var verb = extra.Presence.Change;
        var present = scene.Extras.Select(other => other.Look).Append(scene.Hero.Look);
        var absent = new Look(
            random.Pick([.. Enum.GetValues<Colour>().Where(colour => colour != extra.Look.Colour)]), extra.Look.Shape);
        var wrong = random.Shuffle([.. present.Append(absent).Distinct().Where(look => look != extra.Look)]);
        return new Topic(Skill.Change, $"what {Lexicon.Word(verb)} ?", Claimed(extra.Look),
            [.. wrong.Select(Claimed)], Math.Min(3, wrong.Count + 1), null);

        Claim Claimed(Look look) => new(
            "a" + Key(look), "a" + Key(look) + $"{Lexicon.Word(verb)} .", $"does a {look} {Base(verb)} ?");
    }

    /// <summary>What happens to a named shape.</summary>
    private static Topic What(Extra extra, Pcg random) =>
        new Values(Category.Change, Word(extra)).Ask(
            Skill.Change, $"what happens to the {extra.Look} ?", 3, random, value =>
                new(value, $"the {extra.Look}" + value + ".", $"does the {extra.Look} {Base(value.Text)} ?"));

    private static Phrase Event(Extra extra) => "the" + Key(extra.Look) + Key(Category.Change, Word(extra));

    private static string Word(Extra extra) => Lexicon.Word(extra.Presence.Change);

    private static string Base(Change change) => Base(Lexicon.Word(change));

    /// <summary>appears ↦ appear.</summary>
    private static string Base(string verb) => verb[..^1];
}
