using Kit.Models.Generation;
using Kit.Pairs;
using Kit.Pipelines.LeanPo;
using Kit.Pipelines.Recipes;
using Kit.Video;

namespace Kit.Pipelines.Studies;

/// <summary>LeanPO on a checkpoint: its reflected answers against those about augmented clips, losses × seeds aligned
/// on the clean ones.</summary>
/// <remarks><see cref="SelfReflection"/> with the words for models that chat, then <see cref="Alignment"/>. The careful
/// answers are greedy, the loose ones are drawn at temperature 1.2. The file marks the words that differ, which
/// LeanPO's loss does not read. Everything is kept in the plan's folder.</remarks>
/// <param name="Plan">Questions, losses, seeds.</param>
public sealed record SelfReflectionStudy(StudyPlan Plan)
{
    /// <summary>Of the clips that rejected answers are about.</summary>
    public Perturbation Augmentation { get; init; } = Perturbation.LeanPo;

    public SelfReflectionStudy With(Perturbation augmentation) => this with { Augmentation = augmentation };

    /// <summary>Does what does not stand yet.</summary>
    /// <exception cref="InvalidDataException">A record, a checkpoint's file or a pair is refused.</exception>
    /// <exception cref="ArgumentException">Settings that mean nothing.</exception>
    public Task<StudyResult> RunAsync(IProgress<Advance> progress, CancellationToken cancellation = default) =>
        new StudyGround(Plan, Recipe, one => Difference.Mark(SelfReflection.ToPair(one)))
            .RunAsync(progress, cancellation);

    private Recipe Recipe(CheckpointAuthor author)
    {
        var careful = author.As(Decoding.Greedy.WithLimit(Plan.Tokens), seed: 0);
        var loose = author.As(
            Decoding.Sampled.With(new Reshaping.Temperature(1.2)).WithLimit(Plan.Tokens), Plan.Run.Seed);
        return new SelfReflection(careful, careful, loose, Hints.Chat, Augmentation, Plan.Run.Seed).Recipe;
    }
}
