namespace Kit.Evaluate.Scoring;

/// <summary>One question as it was answered and judged.</summary>
/// <param name="QuestionId">Unique in its benchmark.</param>
/// <param name="Cluster">The clip: questions about one clip fail together, so intervals resample clips.</param>
/// <param name="Skill">What is asked for: colour, direction, order, …</param>
/// <param name="Form">How it is asked: open, multiple choice, yes/no.</param>
/// <param name="Expected">The true answer.</param>
/// <param name="Predicted">The model's answer as it was written.</param>
/// <param name="Verdict">The extraction rule's finding.</param>
public sealed record Outcome(
    string QuestionId, string Cluster, string Skill, string Form, string Expected, string Predicted, Verdict Verdict)
{
    /// <summary>Judges the answer by the rule.</summary>
    public static Outcome From(
        string questionId, string cluster, string skill, string form, string expected, string predicted,
        Extraction rule) =>
        new(questionId, cluster, skill, form, expected, predicted, rule.Judge(expected, predicted));
}
