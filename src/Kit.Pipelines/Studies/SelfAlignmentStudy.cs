using Kit.Models.Generation;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.SelfAlignment;
using Kit.Video;

namespace Kit.Pipelines.Studies;

/// <summary>RRPO on a checkpoint: its mistakes about spoilt clips become pairs, losses × seeds are aligned on the clean
/// ones.</summary>
/// <remarks><see cref="SelfAlignmentRecipe"/>, then <see cref="Alignment"/>. Everything is kept in the plan's folder: a
/// run that was cut off goes on, a repeated one finds all of it.</remarks>
/// <param name="Plan">Questions, losses, seeds.</param>
/// <param name="Arbiter">Who says which answers are wrong.</param>
public sealed record SelfAlignmentStudy(StudyPlan Plan, Arbiter Arbiter)
{
    /// <summary>How clips are spoilt.</summary>
    public Perturbation Perturbation { get; init; } = Perturbation.Rrpo;

    public SelfAlignmentStudy With(Perturbation perturbation) => this with { Perturbation = perturbation };

    /// <summary>Does what does not stand yet.</summary>
    /// <exception cref="InvalidDataException">A record, a checkpoint's file or a pair is refused.</exception>
    /// <exception cref="ArgumentException">Settings that mean nothing.</exception>
    public Task<StudyResult> RunAsync(IProgress<Advance> progress, CancellationToken cancellation = default) =>
        new StudyGround(Plan, Recipe, SelfAlignmentRecipe.ToPair).RunAsync(progress, cancellation);

    private Recipe Recipe(CheckpointAuthor author)
    {
        var greedy = Decoding.Greedy.WithLimit(Plan.Tokens);
        var recipe = Arbiter.Recipe(author.As(greedy, seed: 0), Plan.Run.Seed).With(Perturbation).ToRecipe();
        return new Recipe(recipe.Name, [.. Arbiter.Before, .. recipe.Stages]);
    }
}
