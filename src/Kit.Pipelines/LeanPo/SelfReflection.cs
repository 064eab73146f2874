using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Video;

namespace Kit.Pipelines.LeanPo;

/// <summary>LeanPO's data: the preferred answer by injecting the truth and reflecting, the rejected one about an
/// augmented clip.</summary>
/// <remarks>Wang et al. 2025 (arXiv:2506.05260), from the first author's development code. Turn 1 gives the true answer
/// as a hint; turn 2 shows what was said and the hint again. The rejected answer sees the augmented clip, no hint, and
/// is drawn at temperature 1.2. A draft that fails in either half is in neither: their inner join. Training sees the
/// clean clip for both. Deviation: pairs whose two answers are the same word for word are dropped, for they pull
/// nowhere.</remarks>
/// <param name="Careful">Greedy; answers with and without the hint.</param>
/// <param name="Plain">Greedy, without hints: what the model says by itself, for comparison.</param>
/// <param name="Loose">Drawn.</param>
/// <param name="Hints">How the hint and the reflection are worded.</param>
/// <param name="Augmentation">Of the clip that is answered wrongly; the same draw for all its frames.</param>
/// <param name="Seed">Of the augmentations.</param>
public sealed record SelfReflection(
    Author Careful, Author Plain, Author Loose, Hints Hints, Perturbation Augmentation, long Seed)
{
    /// <summary>Fields <c>plain</c>, <c>first</c>, <c>chosen</c>, <c>augmented</c>, <c>rejected</c>; drafts come with
    /// <c>question</c> and <c>truth</c>.</summary>
    public Recipe Recipe => new("self-reflected pairs", [.. Preferred.Stages, .. Rejected.Stages]);

    /// <summary>The first half: <c>plain</c>, <c>first</c>, <c>chosen</c>.</summary>
    public Recipe Preferred => Recipes.Recipe.From(
        "reflected answers",
        new Stage.Generate("plain", Plain, Asked, View.Clean),
        new Stage.Generate("first", Careful, Hints.First, View.Clean),
        new Stage.Generate("chosen", Careful, Hints.Reflection, View.Clean));

    /// <summary>The second half, behind the first: <c>augmented</c>, <c>rejected</c>.</summary>
    public Recipe Rejected => Recipes.Recipe.From(
        "answers about augmented clips",
        new Stage.Perturb("augmented", Augmentation, Seed),
        new Stage.Generate("rejected", Loose, Asked, View.Through("augmented")),
        new Stage.Select("differ", Criterion.Differ("chosen", "rejected", Reason.NoDifference)));

    /// <summary>The pair of a draft, after both turns (<c>chosen</c>) or after the first (<c>first</c>).</summary>
    public static Pair ToPair(Draft one, string preferred = "chosen") =>
        new(one.Id, one.Clip, one["question"], new Answer(one[preferred]), new Answer(one["rejected"]));

    /// <summary>The same with another augmentation.</summary>
    public SelfReflection With(Perturbation augmentation) => this with { Augmentation = augmentation };

    private static Wording Asked => Wording.From("{question}");
}

/// <summary>How a prior is injected and reflected on, with the fields {question}, {truth} and {first}.</summary>
/// <param name="First">Turn 1.</param>
/// <param name="Reflection">Turn 2.</param>
public sealed record Hints(Wording First, Wording Reflection)
{
    /// <summary>In the closed vocabulary of MovingShapes: the truth, or what was said and the truth, then the
    /// question.</summary>
    public static Hints Bare { get; } =
        new(Wording.From("{truth} {question}"), Wording.From("{first} {truth} {question}"));

    /// <summary>For models that chat; the kit's words for what the development code asks.</summary>
    public static Hints Chat { get; } = new(
        Wording.From("Hints: {truth}\nAnswer from the hints and from what the video shows.\n{question}"),
        Wording.From("You answered: {first}\nThis can be better. Keep to this information: {truth}\nReflect on your "
            + "answer, correct and enrich it.\n{question}"));
}
