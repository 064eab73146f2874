using System.Globalization;
using Kit.Data.Video;

namespace Kit.Report.Rendering;

/// <summary>A sample in HTML: frames with their seconds, the question, answers with coloured spans,
/// heat-maps.</summary>
internal static class HtmlSample
{
    public static Markup From(Sample sample) => Markup.Element(
        "article",
        Markup.Element(
            "h3", Markup.Text(sample.Question) + Markup.Element("span", Markup.Text(sample.Id), ("class", "id")))
        + Markup.Join(sample.Strips.Select(Strip))
        + Markup.Element("dl", Markup.Join(sample.Answers.Select(Answer)), ("class", "answers"))
        + Markup.Join(sample.Credits.Select(HeatMap)),
        ("class", "sample"));

    private static Markup Strip(Strip strip) => Markup.Element(
        "figure",
        Markup.Element("figcaption", Markup.Text(strip.Name))
        + Markup.Element(
            "div", Markup.Join(Enumerable.Range(0, strip.Frames.Count).Select(i => Frame(strip, i))),
            ("class", "strip"), ("tabindex", "0")),
        ("class", "frames"));

    private static Markup Frame(Strip strip, int index)
    {
        var seconds = strip.Frames.Timestamps[index].ToString("0.00", CultureInfo.InvariantCulture);
        return Markup.Element("span",
            Markup.Void("img",
                ("src", $"data:image/png;base64,{Convert.ToBase64String(Png.From(strip.Frames, index))}"),
                ("alt", $"{strip.Name}, frame {index + 1} of {strip.Frames.Count} at {seconds} s"),
                ("width", $"{strip.Frames.Width}"), ("height", $"{strip.Frames.Height}"))
            + Markup.Element("small", Markup.Text($"{seconds} s")));
    }

    private static Markup Answer(ShownAnswer answer) =>
        Markup.Element("dt", Markup.Text(answer.Name), ("class", Style(answer.Tone)))
        + Markup.Element("dd", Markup.Join(answer.Pieces().Select(piece => Piece(piece, answer.Tone))));

    private static Markup Piece((string Text, bool Marked) piece, Tone tone) => piece.Marked
        ? Markup.Element("mark", Markup.Text(piece.Text), ("class", Style(tone)))
        : Markup.Text(piece.Text);

    private static string Style(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Bad => "bad",
        _ => "plain",
    };

    private static Markup HeatMap(Credit credit) => Markup.Element(
        "figure",
        Markup.Element("figcaption", Markup.Text($"{credit.Name} {Scale(credit)}"))
        + Markup.Element("p", Markup.Join(credit.Tokens.Select(token => Token(token, credit))), ("class", "heat")));

    private static string Scale(Credit credit)
    {
        var peak = Text(credit.Peak);
        return $"(−{peak} blue … {peak} orange{(credit.Unit == "" ? "" : $", {credit.Unit}")})";
    }

    private static Markup Token(CreditToken token, Credit credit)
    {
        var share = credit.Peak > 0 && double.IsFinite(token.Value) ? Math.Abs(token.Value) / credit.Peak : 0;
        var colour = token.Value < 0 ? "86,180,233" : "230,159,0";
        return Markup.Element("span", Markup.Text(token.Text),
            ("style", $"background:rgba({colour},{Markup.Number(0.9 * share)}){(share > 0.4 ? ";color:#111" : "")}"),
            ("title", $"{token.Text.Trim()}: {Text(token.Value)}{(credit.Unit == "" ? "" : $" {credit.Unit}")}"));
    }

    private static string Text(double value) => Numbers.Print(Numbers.Significant(value, 3));
}
