using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Shapes;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Pipelines.LeanPo;

/// <summary>How good one kind of answer is.</summary>
/// <param name="Kind">plain, first, chosen or rejected.</param>
/// <param name="Answers">How many were looked at.</param>
/// <param name="Right">Share that is right by rule.</param>
/// <param name="LogProbability">Mean over answers of the mean log-probability of a token under the base model, nats.
/// </param>
public sealed record AnswerQuality(string Kind, int Answers, double Right, double LogProbability)
{
    /// <summary>One field of some drafts.</summary>
    internal static AnswerQuality From(
        Lab lab, IReadOnlyList<Draft> drafts, string kind, IReadOnlyDictionary<string, Question> truths)
    {
        using var scope = NewDisposeScope();
        var pairs = drafts.Select(one => Lab.Template.Apply(
            Lab.Tokenizer,
            new Pair(one.Id, one.Clip, one["question"], new Answer(one[kind]), new Answer(one[kind]))));
        return new AnswerQuality(kind, drafts.Count,
            drafts.Average(one => Evaluate.Shapes.Rule.Judge(truths[one.Id], one[kind]) == Verdict.Correct ? 1.0 : 0),
            Means(lab.Referred(pairs)).Average(pair => pair.Chosen));
    }

    /// <summary>Share of pairs whose rejected answer has the larger mean log-probability: where D &lt; 0 and dynamic
    /// smoothing acts.</summary>
    internal static double MisRanked(PreferenceData data) =>
        Means(data).Average(pair => pair.Chosen < pair.Rejected ? 1.0 : 0);

    /// <summary>Mean log-probability of a token of each answer under the base model, nats.</summary>
    private static IReadOnlyList<(double Chosen, double Rejected)> Means(PreferenceData data)
    {
        var all = data.Reference.LogProbability.to(ScalarType.Float64).cpu().data<double>().ToArray();
        return [.. data.Pairs.Select((pair, i) =>
        {
            var from = data.Reference.Starts[i];
            return (
                all.AsSpan(from, pair.Chosen.Count).ToArray().Average(),
                all.AsSpan(from + pair.Chosen.Count, pair.Rejected.Count).ToArray().Average());
        })];
    }
}
