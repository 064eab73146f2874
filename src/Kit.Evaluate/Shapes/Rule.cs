using System.Diagnostics;
using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Shapes;

/// <summary>How answers about the MovingShapes world are judged, by the form of the question.</summary>
public static class Rule
{
    private static readonly Extraction Letter = new Extraction.FirstLetter();
    private static readonly Extraction Polarity = new Extraction.YesNo();

    /// <summary>The rules' names, as a protocol states them.</summary>
    public static string Name =>
        $"choice: {Letter}; yes/no: {Polarity}; open: the same concepts of the asked kinds, in order";

    /// <summary>Verdict on an answer.</summary>
    public static Verdict Judge(Question question, string predicted) => question.Form switch
    {
        Form.MultipleChoice => Letter.Judge(question.Answer, predicted),
        Form.YesNo => Polarity.Judge(question.Answer, predicted),
        Form.Open or Form.Caption => Concepts(question, predicted),
        _ => throw new UnreachableException(),
    };

    /// <summary>Right when the text names, of the kinds that the truth names, the same values in the same
    /// order.</summary>
    private static Verdict Concepts(Question question, string predicted)
    {
        var kinds = question.Concepts.Select(c => c.Category).ToHashSet();
        var named = Lexicon.Find(predicted).Where(c => kinds.Contains(c.Category)).Select(c => c.Value).ToArray();
        if (named.Length == 0) return Verdict.Unparsed;
        return named.SequenceEqual(question.Concepts.Select(c => c.Value)) ? Verdict.Correct : Verdict.Wrong;
    }
}
