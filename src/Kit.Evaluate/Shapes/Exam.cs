using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;
using static TorchSharp.torch;

namespace Kit.Evaluate.Shapes;

/// <summary>What a model is examined on: clips of the test split, questions of every skill, hallucination
/// pairs.</summary>
/// <param name="Papers">One per clip.</param>
[TypeFormatterSource]
public sealed record Exam(IReadOnlyList<ExamPaper> Papers)
{
    /// <summary>Questions and pairs of some clips.</summary>
    public static Exam From(World world, IEnumerable<ClipFrames> clips) => new([.. clips.Select(c => new ExamPaper(
        c.Clip.Id, c.Frames, Questions.Evaluation(world, c.Clip), Questions.Hallucinations(world, c.Clip)))]);

    /// <summary>Asks everything and judges by <see cref="Rule"/>.</summary>
    /// <param name="interview">The model that is examined.</param>
    /// <param name="features">Visual tokens of the papers' clips, [C, V, D].</param>
    /// <param name="progress">Told the number of clips done.</param>
    public ExamResult Take(Interview interview, Tensor features, IProgress<int>? progress = null)
    {
        var answers = interview.Ask(features, [.. Papers.Select(p => p.Texts)], progress);
        var marked = Papers.Zip(answers, (paper, texts) => paper.Mark(texts)).ToArray();
        return new ExamResult(
            [.. marked.SelectMany(m => m.Questions)], [.. marked.SelectMany(m => m.Hallucinations)]);
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Papers.Count} clips, {Papers.Sum(p => p.Questions.Count)} questions, ")
        + FormattableString.Invariant($"{Papers.Sum(p => p.Pairs.Count)} hallucination pairs");
}

/// <summary>What an exam found.</summary>
/// <param name="Questions">Multiple-choice and open questions, all skills.</param>
/// <param name="Hallucinations">Pairs of what is there and what is not.</param>
[TypeFormatterSource]
public sealed record ExamResult(IReadOnlyList<Outcome> Questions, IReadOnlyList<HallucinationOutcome> Hallucinations)
{
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Questions.Count} questions, {Right} right; {Hallucinations.Count} hallucination pairs");

    private int Right => Questions.Count(o => o.Verdict == Verdict.Correct);
}
