namespace Kit.Data.MovingShapes;

/// <summary>A category's true value in a scene, and which of the others are easily mistaken for it.</summary>
internal sealed record Values(Category Category, string Truth)
{
    /// <summary>What the planted correlation suggests.</summary>
    public string? Tempting { get; init; }

    /// <summary>What else is in the scene.</summary>
    public IReadOnlyList<string> Plausible { get; init; } = [];

    public Topic Ask(Skill skill, string what, int candidates, Pcg random, Func<Phrase, Claim> claim) => new(
        skill, what, claim(Phrase.Key(Category, Truth)),
        [.. Wrong(random).Select(value => claim(Phrase.Key(Category, value)))],
        candidates, Tempting == Truth ? null : Tempting);

    /// <summary>The tempting value, then the plausible ones, then the rest.</summary>
    private IEnumerable<string> Wrong(Pcg random) =>
        new[] { Tempting }.OfType<string>()
            .Concat(random.Shuffle(Plausible))
            .Concat(random.Shuffle(Lexicon.Values(Category)))
            .Distinct().Where(value => value != Truth);
}
