using Kit.Pairs;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.SelfAlignment;

namespace Kit.Pipelines.Studies;

/// <summary>Who says which of a checkpoint's answers are wrong, and how a wrong one becomes what it must not say.
/// </summary>
public abstract record Arbiter
{
    private const int Short = 3;

    private Arbiter() { }

    /// <summary>A rule by the form of the question (<see cref="Correctness.ByRule"/>): one of several options, yes or
    /// no, or a truth of at most 3 words. Questions with longer truths are left out: other words may say the same.
    /// </summary>
    public static Arbiter Rule { get; } = new ByRule();

    /// <summary>The checkpoint itself, asked in words alone.</summary>
    public static Arbiter Itself { get; } = new BySelf();

    /// <summary>A judge, such as a model behind an endpoint.</summary>
    public static Arbiter By(Author judge) => new ByJudge(judge);

    /// <summary>An answer that only a judge can tell right from wrong.</summary>
    public static Reason OpenAnswer { get; } = Reason.Named("open-answer-without-judge");

    /// <summary>Stages before anything is asked.</summary>
    internal virtual Sequence<Stage> Before => [];

    internal abstract SelfAlignmentRecipe Recipe(Author model, long seed);

    private sealed record ByRule : Arbiter
    {
        internal override Sequence<Stage> Before =>
            [new Stage.Select("judged-by-rule", new Named<Draft, Fate>("options-or-three-words-1", Kept))];

        internal override SelfAlignmentRecipe Recipe(Author model, long seed) =>
            SelfAlignmentRecipe.ByRule(model, seed);

        private static Fate Kept(Draft one) => one.Has(QuestionFile.Options) || Words(one[QuestionFile.Truth]) <= Short
            ? new Fate.Used() : new Fate.Dropped(OpenAnswer);

        private static int Words(string text) =>
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

        public override string ToString() => "by rule";
    }

    private sealed record BySelf : Arbiter
    {
        internal override SelfAlignmentRecipe Recipe(Author model, long seed) =>
            SelfAlignmentRecipe.ByJudge(model, model, seed);

        public override string ToString() => "by the checkpoint itself";
    }

    private sealed record ByJudge(Author Judge) : Arbiter
    {
        internal override SelfAlignmentRecipe Recipe(Author model, long seed) =>
            SelfAlignmentRecipe.ByJudge(model, Judge, seed);

        public override string ToString() => $"by {Judge}";
    }
}
