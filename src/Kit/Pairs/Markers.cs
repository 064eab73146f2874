using System.Globalization;
using System.Text;

namespace Kit.Pairs;

/// <summary>RRPO's text form of an answer with spans: <c>the &lt;MASK&gt; goose &lt;/MASK&gt; swims</c>.</summary>
/// <remarks>A tag owns one space on its inner side. RRPO, data format of its released code; there the spans go through
/// a second tokenisation, here they become character spans of the unmarked text.</remarks>
public static class Markers
{
    public const string Open = "<MASK>";

    public const string Close = "</MASK>";

    /// <summary>The answer that <see cref="ToText"/> wrote. For files that bring their own unmarked text see
    /// <see cref="Align"/>.</summary>
    public static Answer Parse(string marked)
    {
        var text = new StringBuilder();
        var spans = new List<Span>();
        foreach (var piece in MarkedPiece.Read(marked))
        {
            var start = text.Length;
            text.Append(piece.Phrase == 0 ? piece.Text : WithoutPadding(piece.Text));
            if (piece.Phrase > 0) spans.Add(new(start, text.Length));
        }

        return new(text.ToString(), Sequence.From(spans));
    }

    /// <summary>The answer with its spans in tags.</summary>
    public static string ToText(Answer answer)
    {
        CheckUnmarked(answer.Text);
        var (marked, at) = (new StringBuilder(), 0);
        foreach (var span in answer.Spans)
        {
            marked.Append(answer.Text, at, span.Start - at).Append(Open).Append(' ')
                .Append(answer.Text, span.Start, span.Length).Append(' ').Append(Close);
            at = span.End;
        }

        return marked.Append(answer.Text, at, answer.Text.Length - at).ToString();
    }

    /// <summary>Marks <paramref name="text"/> as <paramref name="marked"/> does, whatever the white space around the
    /// tags. The two must otherwise agree letter by letter.</summary>
    public static Answer Align(string text, string marked)
    {
        var spans = new List<Span>();
        var at = 0;
        foreach (var piece in MarkedPiece.Read(marked))
        {
            var start = SkipSpace(text, at);
            foreach (var letter in piece.Text.Where(letter => !char.IsWhiteSpace(letter)))
            {
                at = SkipSpace(text, at);
                if (at == text.Length || text[at] != letter) throw Differ(text, marked, at);
                at++;
            }

            if (piece.Phrase > 0) spans.Add(new(start, at));
        }

        return SkipSpace(text, at) == text.Length ? new(text, Sequence.From(spans)) : throw Differ(text, marked, at);
    }

    private static void CheckUnmarked(string text)
    {
        if (text.Contains(Open, StringComparison.Ordinal) || text.Contains(Close, StringComparison.Ordinal))
            throw new ArgumentException($"answer: expected text without tags, got \"{text}\". "
                + $"Make it with {nameof(Markers)}.{nameof(Parse)}.");
    }

    // A phrase is never blank, so the two spaces are never the same one.
    private static string WithoutPadding(string phrase)
    {
        var start = phrase[0] == ' ' ? 1 : 0;
        return phrase[start..(phrase[^1] == ' ' ? ^1 : ^0)];
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    private static FormatException Differ(string text, string marked, int at) => new(string.Create(
        CultureInfo.InvariantCulture, $"marked answer: expected the answer's own text, \"{text}\", "
        + $"got \"{marked}\", which differs from character {at} on. Mark it again."));
}
