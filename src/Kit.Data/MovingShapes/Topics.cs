namespace Kit.Data.MovingShapes;

/// <summary>What can be asked about a scene: one topic for each skill that applies, in their order.</summary>
internal static class Topics
{
    public static IReadOnlyList<Topic> All(Scene scene, Pcg random)
    {
        Topic?[] topics =
        [
            ColourTopic(scene, random), ShapeTopic(scene, random),
            DirectionTopic(scene, random), SpeedTopic(scene, random),
            EventTopics.Order(scene, random), CountTopic(scene, random), EventTopics.Change(scene, random),
        ];
        return [.. topics.OfType<Topic>()];
    }

    private static Topic ColourTopic(Scene scene, Pcg random)
    {
        var look = Asked(scene, random);
        var subject = look == scene.Hero.Look ? "the moving shape" : $"the {Lexicon.Word(look.Shape)}";
        return new Values(Category.Colour, Lexicon.Word(look.Colour))
        {
            Tempting = look == scene.Hero.Look ? Word(Bias.Suggesting(scene.Hero.Direction)) : null,
            Plausible = [.. Looks(scene).Select(other => Lexicon.Word(other.Colour))],
        }.Ask(Skill.Colour, $"what colour is {subject} ?", 4, random, value =>
            new(value, $"{subject} is" + value + ".", $"is {subject} {value.Text} ?"));
    }

    private static Topic ShapeTopic(Scene scene, Pcg random)
    {
        var look = Asked(scene, random);
        var values = new Values(Category.Shape, Lexicon.Word(look.Shape))
        {
            Tempting = look == scene.Hero.Look ? Word(Bias.Suggesting(scene.Hero.Speed)) : null,
            Plausible = [.. Looks(scene).Select(other => Lexicon.Word(other.Shape))],
        };
        var colour = Lexicon.Word(look.Colour);
        return look == scene.Hero.Look
            ? values.Ask(Skill.Shape, "what shape is moving ?", 4, random, value =>
                new(value, "a" + value + "is moving .", $"is the moving shape a {value.Text} ?"))
            : values.Ask(Skill.Shape, $"what shape is {colour} ?", 4, random, value =>
                new(value, $"the {colour} shape is a" + value + ".", $"is the {colour} shape a {value.Text} ?"));
    }

    private static Topic DirectionTopic(Scene scene, Pcg random)
    {
        var subject = Subject(scene, random);
        return new Values(Category.Direction, Lexicon.Word(scene.Hero.Direction))
        {
            Tempting = Bias.Suggested(scene.Hero.Look.Colour) is { } suggested ? Lexicon.Word(suggested) : null,
        }.Ask(Skill.Direction, $"which way does {subject} move ?", 4, random, value =>
            new(value, $"{subject} moves" + value + ".", $"does {subject} move {value.Text} ?"));
    }

    private static Topic SpeedTopic(Scene scene, Pcg random)
    {
        var subject = Subject(scene, random);
        return new Values(Category.Speed, Lexicon.Word(scene.Hero.Speed))
        {
            Tempting = Bias.Suggested(scene.Hero.Look.Shape) is { } suggested ? Lexicon.Word(suggested) : null,
        }.Ask(Skill.Speed, $"how fast does {subject} move ?", 2, random, value =>
            new(value, $"{subject} moves" + value + ".", $"does {subject} move {value.Text} ?"));
    }

    private static Topic CountTopic(Scene scene, Pcg random) =>
        new Values(Category.Count, Lexicon.Values(Category.Count)[scene.Count - 1])
            .Ask(Skill.Count, "how many shapes are in the video ?", 3, random, value => value.Text == "one"
                ? new(value, "there is" + value + "shape .", "is there one shape ?")
                : new(value, "there are" + value + "shapes .", $"are there {value.Text} shapes ?"));

    /// <summary>The hero more often than not, else an extra: which look the question is about.</summary>
    private static Look Asked(Scene scene, Pcg random) =>
        random.Chance(0.6) || scene.Extras.Count == 0 ? scene.Hero.Look : random.Pick(scene.Extras).Look;

    /// <summary>The hero by name, or unnamed so that it must be seen to be known.</summary>
    private static string Subject(Scene scene, Pcg random) =>
        random.Chance(0.5) ? $"the {scene.Hero.Look}" : "the moving shape";

    private static IEnumerable<Look> Looks(Scene scene) =>
        scene.Extras.Select(extra => extra.Look).Prepend(scene.Hero.Look);

    private static string? Word(Colour? colour) => colour is { } value ? Lexicon.Word(value) : null;

    private static string? Word(Shape? shape) => shape is { } value ? Lexicon.Word(value) : null;
}
