using Kit.Pipelines.Recipes;
using Kit.Video;

namespace Kit.Pipelines.LeanPo;

/// <summary>What LeanPO came to.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Asked">Questions that were asked.</param>
/// <param name="Answers">Quality of each kind of answer.</param>
/// <param name="MisRanked">Share of training pairs that the base model ranks wrongly by mean log-probability: where
/// dynamic smoothing acts at the start.</param>
/// <param name="Reflected">Losses on reflected pairs.</param>
/// <param name="FirstRound">LeanPO on the pairs of turn 1.</param>
/// <param name="Truth">Supervised tuning on true answers.</param>
/// <param name="External">DPO on pairs that are not the model's own.</param>
/// <param name="Augmentations">LeanPO on rejected answers of several kinds.</param>
/// <param name="Noise">LeanPO with several λ by the share of flipped labels.</param>
/// <param name="Samples">Some of the drafts behind the pairs.</param>
public sealed record LeanPoResult(
    LeanPoPlan Plan, int Asked, IReadOnlyList<AnswerQuality> Answers, double MisRanked, AblationResult Reflected,
    AblationResult FirstRound, AblationResult Truth, AblationResult External,
    IReadOnlyList<AugmentedResult> Augmentations,
    IReadOnlyList<(double Share, AblationResult Result)> Noise, Sequence<Draft> Samples)
{
    /// <summary>LeanPO behind a stronger base model, or null where none was asked for.</summary>
    public AblationResult? Stronger { get; init; }

    public override string ToString() => FormattableString.Invariant(
        $"{Asked} questions; {Reflected}; noise at {string.Join(", ", Noise.Select(noise => noise.Share))}");
}

/// <summary>LeanPO on answers about clips that are augmented in one way.</summary>
/// <param name="How">The augmentation.</param>
/// <param name="Rejected">Quality of the answers.</param>
/// <param name="MisRanked">Share of the training pairs that the base model ranks wrongly.</param>
/// <param name="Result">The runs.</param>
public sealed record AugmentedResult(
    Perturbation How, AnswerQuality Rejected, double MisRanked, AblationResult Result);
