using System.Text.RegularExpressions;

namespace Kit.Data.Tests.MovingShapes;

/// <summary>Answers questions from what is seen by reading their words; written apart from what asks.</summary>
internal static class Witness
{
    /// <summary>The key words of the true answer, in order, or yes and no.</summary>
    public static string Answer(Seen seen, string question)
    {
        var text = question.Split(" ( a )")[0];
        foreach (var (pattern, answer) in Readings)
            if (Regex.Match(text, $"^{pattern} \\?$") is { Success: true } match)
                return answer(seen, [.. match.Groups.Values.Skip(1).Select(group => group.Value)]);
        throw new InvalidOperationException($"No reading of the question: {question}");
    }

    /// <summary>All true captions; two shapes that both stay may be told in either order.</summary>
    public static IReadOnlyList<string> Caption(Seen seen)
    {
        var hero = $"a {Named(seen.Hero)} moves {seen.Speed} {seen.Direction} .";
        var stay = seen.Extras.Where(s => s.Turn == 0).Select(s => $"a {Told(s)} .").ToList();
        var turn = Turns(seen).Select((s, i) => $"{(i > 0 ? "then " : "")}a {Told(s)} .").ToList();
        if (seen.Count == 1) return [$"{hero} there is one shape ."];
        return [Joined(stay), Joined(stay.AsEnumerable().Reverse())];

        string Joined(IEnumerable<string> first) => string.Join(' ', [hero, .. first, .. turn]);
    }

    private static readonly List<(string Pattern, Func<Seen, string[], string> Answer)> Readings =
    [
        ("what colour is the moving shape", (seen, _) => seen.Hero.Colour),
        ("what colour is the (\\w+)", (seen, w) => Only(seen, s => s.Shape == w[0]).Colour),
        ("what shape is moving", (seen, _) => seen.Hero.Shape),
        ("what shape is (\\w+)", (seen, w) => Only(seen, s => s.Colour == w[0]).Shape),
        ("which way does the (\\w+ \\w+) move", (seen, w) => IsHero(seen, w[0]) ? seen.Direction : "?"),
        ("how fast does the (\\w+ \\w+) move", (seen, w) => IsHero(seen, w[0]) ? seen.Speed : "?"),
        ("how many shapes are in the video", (seen, _) => Number(seen)),
        ("what happens first", (seen, _) => Told(Turns(seen)[0])),
        ("what happens last", (seen, _) => Told(Turns(seen)[^1])),
        ("what (appears|disappears)", (seen, w) => Named(Only(seen, s => s.Change == w[0]))),
        ("what happens to the (\\w+ \\w+)", (seen, w) => Only(seen, s => Named(s) == w[0]).Change),
        ("is the moving shape a (\\w+)", (seen, w) => Is(seen.Hero.Shape == w[0])),
        ("is the moving shape (\\w+)", (seen, w) => Is(seen.Hero.Colour == w[0])),
        ("is the (\\w+) shape a (\\w+)", (seen, w) => Is(Only(seen, s => s.Colour == w[0]).Shape == w[1])),
        ("is the (\\w+) (\\w+)", (seen, w) => Is(Only(seen, s => s.Shape == w[0]).Colour == w[1])),
        ("does the (\\w+ \\w+) move (slowly|quickly)", (seen, w) => Is(IsHero(seen, w[0]) && seen.Speed == w[1])),
        ("does the (\\w+ \\w+) move (.+)", (seen, w) => Is(IsHero(seen, w[0]) && seen.Direction == w[1])),
        ("(?:are|is) there (\\w+) shapes?", (seen, w) => Is(Number(seen) == w[0])),
        ("does (?:a|the) (\\w+ \\w+) (appear|disappear|stay)",
            (seen, w) => Is(seen.All.Any(s => Named(s) == w[0] && s.Change == w[1] + "s"))),
        ("does the (\\w+ \\w+) (appear|disappear) (before|after) the (\\w+ \\w+) (appears|disappears)",
            (seen, w) => Is(Ordered(seen, w))),
    ];

    private static bool Ordered(Seen seen, string[] w)
    {
        var one = Only(seen, s => Named(s) == w[0] && s.Change == w[1] + "s");
        var other = Only(seen, s => Named(s) == w[3] && s.Change == w[4]);
        return w[2] == "before" ? one.Turn < other.Turn : one.Turn > other.Turn;
    }

    private static SeenShape Only(Seen seen, Func<SeenShape, bool> condition) => seen.All.Single(condition);

    private static List<SeenShape> Turns(Seen seen) => [.. seen.Extras.Where(s => s.Turn > 0).OrderBy(s => s.Turn)];

    private static bool IsHero(Seen seen, string name) => name == "moving shape" || name == Named(seen.Hero);

    private static string Named(SeenShape shape) => $"{shape.Colour} {shape.Shape}";

    private static string Told(SeenShape shape) => $"{Named(shape)} {shape.Change}";

    private static string Number(Seen seen) => new[] { "one", "two", "three" }[seen.Count - 1];

    private static string Is(bool truth) => truth ? "yes" : "no";
}
