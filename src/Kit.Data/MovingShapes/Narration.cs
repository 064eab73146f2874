using static Kit.Data.MovingShapes.Phrase;

namespace Kit.Data.MovingShapes;

/// <summary>The whole scene in one to three sentences: what moves, what stays, what changes in its order.</summary>
internal static class Narration
{
    public static IReadOnlyList<string> Prompts { get; } =
        ["describe the video .", "what happens in the video ?", "say what you see in the video ."];

    public static Phrase Tell(Scene scene) =>
        Sentences(scene).Aggregate(Hero(scene.Hero), (told, sentence) => told + sentence);

    private static Phrase Hero(Hero hero) => "a" + Key(hero.Look) + "moves"
        + Key(Category.Speed, Lexicon.Word(hero.Speed)) + Key(Category.Direction, Lexicon.Word(hero.Direction)) + ".";

    private static IEnumerable<Phrase> Sentences(Scene scene) => scene.Extras.Count == 0
        ? ["there is" + Key(Category.Count, Lexicon.Values(Category.Count)[0]) + "shape ."]
        : scene.Extras.Where(extra => extra.Presence.Change == Change.Stays).Select(extra => Told("a", extra))
            .Concat(scene.Events.Select((extra, i) => Told(i == 0 ? "a" : "then a", extra)));

    private static Phrase Told(string article, Extra extra) =>
        article + Key(extra.Look) + Key(Category.Change, Lexicon.Word(extra.Presence.Change)) + ".";
}
