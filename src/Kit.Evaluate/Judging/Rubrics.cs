using Kit.Evaluate.Benchmarks.Layouts;

namespace Kit.Evaluate.Judging;

/// <summary>The rubrics of the published benchmarks.</summary>
public static class Rubrics
{
    /// <summary>TempCompass, where no rule recognises the answer: 1 + 10 requests, then wrong.</summary>
    public static Rubric TempCompass { get; } = new(
        "You check answers to questions about videos.",
        "A question about a video, its true answer and a model's prediction follow. Say Correct when the prediction "
        + "means the same as the true answer, else Incorrect, and nothing more.\n\n"
        + "Question:\n{question}\nTrue answer: {truth}\nPrediction: {answer}\nVerdict:",
        new JudgeReading.Correctness(), Attempts: 11);

    /// <summary>TempCompass' captions: the judge answers the multi-choice question from the caption.</summary>
    public static Rubric TempCompassCaption { get; } = new(
        "You answer questions about a video of which you know only a caption.",
        "Caption: {answer}\n\nFrom this caption alone, choose the answer of the following question. If it supports "
        + "none, say so.\n\n{choices}\n\nReply in two lines:\nReasoning: why\nAnswer: the option, such as A. text",
        new JudgeReading.CaptionChoice(), Attempts: 1);

    /// <summary>Zero-shot question answering. Deviation: at most 10 requests; the official script has no
    /// limit.</summary>
    public static Rubric OpenEnded { get; } = new(
        "You judge whether predicted answers about videos agree with true ones. Synonyms agree.",
        "Question: {question}\nTrue answer: {truth}\nPredicted answer: {answer}\n\n"
        + "Reply with a Python dictionary and nothing else: 'pred' is 'yes' or 'no', 'score' an integer from 0 to 5, "
        + "5 for full agreement. Example: {'pred': 'yes', 'score': 4}",
        new JudgeReading.YesNoScore(), Attempts: 10);

    /// <summary>One of Video-ChatGPT's five metrics. Quirk, kept: for consistency, question 1 is shown twice.</summary>
    public static Rubric Quality(QualityMetric metric) => new(
        $"You judge answers about videos. {Aspect(metric)}",
        (metric == QualityMetric.Consistency
            ? "Question 1: {question1}\nQuestion 2: {question1}\nTrue answer: {truth}\nPredicted answer 1: {answer1}\n"
                + "Predicted answer 2: {answer2}\n\n"
            : "Question: {question}\nTrue answer: {truth}\nPredicted answer: {answer}\n\n") + Form,
        new JudgeReading.ScoreOnly(), Attempts: 10);

    /// <summary>Strict: consistency with both questions shown, as the paper describes it.</summary>
    public static Rubric ConsistencyOfBoth => Shown(Quality(QualityMetric.Consistency));

    private static Rubric Shown(Rubric official) => official with
    {
        User = official.User.Replace("2: {question1}", "2: {question2}", StringComparison.Ordinal),
    };

    private const string Form =
        "Reply with a Python dictionary and nothing else, with one integer from 0 to 5, 5 for the best. "
        + "Example: {'score': 4}";

    private static string Aspect(QualityMetric metric) => metric switch
    {
        QualityMetric.Correctness => "Judge whether the facts agree with the true answer and nothing is invented.",
        QualityMetric.Detail => "Judge whether the answer is complete and specific, not vague.",
        QualityMetric.Context => "Judge whether the answer fits the overall theme of the video.",
        QualityMetric.Temporal => "Judge whether events and their order agree with the true answer.",
        _ => "Judge whether the two predicted answers agree with each other and with the true one.",
    };
}
