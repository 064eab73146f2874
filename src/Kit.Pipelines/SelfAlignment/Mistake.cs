using Kit.Data.MovingShapes;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>Answers that are wrong without anybody's having erred.</summary>
public static class Mistake
{
    /// <summary>The truth with one value exchanged for another of its kind, or another choice where the question offers
    /// some.</summary>
    public static string Random(Question question, Pcg pcg) => question.Choices.Count > 0
        ? pcg.Pick([.. question.Choices.Where(choice => choice != question.Answer)])
        : Exchanged(question, pcg);

    private static string Exchanged(Question question, Pcg pcg)
    {
        var concept = pcg.Pick(question.Concepts);
        return question.Answer.Remove(concept.Span.Start, concept.Span.Length)
            .Insert(concept.Span.Start, pcg.Pick(Lexicon.Alternatives(concept)));
    }
}
