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
/// <param name="Noise">LeanPO with several λ by the share of flipped labels.</param>
public sealed record LeanPoResult(
    LeanPoPlan Plan, int Asked, IReadOnlyList<AnswerQuality> Answers, double MisRanked, AblationResult Reflected,
    AblationResult FirstRound, AblationResult Truth, IReadOnlyList<(double Share, AblationResult Result)> Noise)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Asked} questions; {Reflected}; noise at {string.Join(", ", Noise.Select(noise => noise.Share))}");
}

/// <summary>How good one kind of answer is.</summary>
/// <param name="Kind">plain, first, chosen or rejected.</param>
/// <param name="Right">Share that is right by rule.</param>
/// <param name="LogProbability">Mean over answers of the mean log-probability of a token under the base model, nats.
/// </param>
public sealed record AnswerQuality(string Kind, double Right, double LogProbability);
