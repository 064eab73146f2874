using Kit.Pairs;

namespace Kit.Report;

/// <summary>An answer under its name, such as chosen, rejected, before, "after RRPO"; its spans are coloured.</summary>
public sealed record ShownAnswer(string Name, Answer Answer, Tone Tone)
{
    public static ShownAnswer Chosen(Answer answer) => new("chosen", answer, Tone.Good);

    public static ShownAnswer Rejected(Answer answer) => new("rejected", answer, Tone.Bad);

    /// <summary>What a model wrote, coloured by whether it is right.</summary>
    public static ShownAnswer From(string name, string text, Tone tone) => new(name, new Answer(text), tone);

    /// <summary>The text in pieces, each inside a span or outside all.</summary>
    internal IEnumerable<(string Text, bool Marked)> Pieces()
    {
        var end = 0;
        foreach (var span in Answer.Spans)
        {
            if (span.Start > end) yield return (Answer.Text[end..span.Start], false);
            yield return (Answer.Text[span.Start..span.End], true);
            end = span.End;
        }

        if (end < Answer.Text.Length) yield return (Answer.Text[end..], false);
    }
}
