using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;
using Kit.Video;

namespace Kit.Evaluate.Shapes;

/// <summary>One clip of an exam with everything asked about it.</summary>
/// <param name="Clip">The clip's id; intervals resample by it.</param>
/// <param name="Frames">As the model sees them.</param>
/// <param name="Questions">Multiple choice and open.</param>
/// <param name="Pairs">Yes/no pairs.</param>
public sealed record ExamPaper(
    string Clip, Frames Frames, Sequence<Question> Questions, Sequence<HallucinationPair> Pairs)
{
    /// <summary>Texts in the order in which <see cref="Mark"/> expects answers.</summary>
    public IReadOnlyList<string> Texts =>
        [.. Questions.Select(q => q.Text), .. Pairs.SelectMany(p => new[] { p.Basic.Text, p.Hallucinated.Text })];

    internal (IEnumerable<Outcome> Questions, IEnumerable<HallucinationOutcome> Hallucinations) Mark(
        IReadOnlyList<string> answers)
    {
        var pairs = answers.Skip(Questions.Count).Chunk(2);
        return (Questions.Zip(answers, Judged), Pairs.Zip(pairs, (pair, two) => new HallucinationOutcome(
            pair.Id, Clip, Rule.Judge(pair.Basic, two[0]), Rule.Judge(pair.Hallucinated, two[1]))));
    }

    private Outcome Judged(Question q, string answer) =>
        new(q.Id, Clip, Lower(q.Skill), Lower(q.Form), q.Answer, answer, Rule.Judge(q, answer));

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    public override string ToString() =>
        FormattableString.Invariant($"{Clip}: {Questions.Count} questions, {Pairs.Count} hallucination pairs");
}
