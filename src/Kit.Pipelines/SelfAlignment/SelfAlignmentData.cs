using System.Collections.Immutable;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Video;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>Pairs made of a model's own mistakes, what it really said, and the fate of every answer.</summary>
/// <param name="Pairs">Truth against the rewritten mistake, spans on both sides.</param>
/// <param name="Said">The model's words behind each pair, in the same order.</param>
/// <param name="Ledger">Every answer, used or dropped by reason.</param>
public sealed record SelfAlignmentData(ImmutableList<Pair> Pairs, ImmutableList<string> Said, Ledger Ledger)
{
    /// <summary>The data of a finished run.</summary>
    public static SelfAlignmentData From(RecipeResult result) => new(
        [.. result.Drafts.Select(SelfAlignmentRecipe.ToPair)], [.. result.Drafts.Select(draft => draft["said"])],
        result.Ledger);

    /// <summary>Wrong answers as pairs; what is right, not understood, or wrong in nothing that can be rewritten is
    /// dropped under its reason.</summary>
    /// <exception cref="ArgumentException">Two answers to one question.</exception>
    public static SelfAlignmentData From(IEnumerable<SelfAnswer> answers) =>
        From(answers, new SelfAlignmentPairs(Perturbation.None, 0) { Balanced = [] });

    /// <summary>The same, balanced as a recipe balances its pairs.</summary>
    public static SelfAlignmentData From(IEnumerable<SelfAnswer> answers, SelfAlignmentPairs recipe)
    {
        var all = answers.ToArray();
        var source = Source.From(
            all.Select(one => SelfAlignmentPairs.ToDraft(one.Question).With("said", one.Answer)), Clips.None);
        var stages = recipe
            .ToRecipe(Author.From(Generator.From("recorded", _ => "")), all.Select(one => one.Question)).Judged;
        return From(Recipe.From("recorded answers", [.. stages]).Rules(source));
    }

    public override string ToString() => FormattableString.Invariant($"{Pairs.Count} pairs; {Ledger}");
}
