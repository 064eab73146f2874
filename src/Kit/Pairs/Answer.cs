using System.Globalization;
using System.Text.Json.Serialization;

namespace Kit.Pairs;

/// <summary>A response as text, with the character spans that carry its key concepts.</summary>
/// <param name="Text">The answer as the model must write it; no markers.</param>
/// <param name="Spans">Disjoint, in order, non-empty, inside <paramref name="Text"/>; none when unknown.</param>
[method: JsonConstructor]
[TypeFormatterSource]
public sealed record Answer(string Text, Sequence<Span> Spans)
{
    public Answer(string text) : this(text, []) { }

    /// <summary>Disjoint, in order, non-empty, inside <see cref="Text"/>; checked when the answer is made.</summary>
    public Sequence<Span> Spans { get; init => field = Checked(Text, value); } = Checked(Text, Spans);

    /// <summary>The marked words, in order.</summary>
    public Sequence<string> Phrases => Sequence.From(Spans.Select(span => Text[span.Start..span.End]));

    /// <summary>The same text with other marks.</summary>
    public Answer With(Sequence<Span> spans) => this with { Spans = spans };

    private static Sequence<Span> Checked(string text, Sequence<Span> spans)
    {
        var end = 0;
        foreach (var span in spans)
        {
            if (span.Start < end || span.Length <= 0 || span.End > text.Length) throw Refused(text, span, end);
            end = span.End;
        }

        return spans;
    }

    private static ArgumentException Refused(string text, Span span, int end) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"answer span: expected start < end within [{end}, {text.Length}], got [{span.Start}, {span.End}) "
        + $"in \"{text}\". Give disjoint, non-empty character spans in order."));
}
