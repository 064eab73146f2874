namespace Kit.Data.Datasets;

/// <summary>A text with media placeholders, as a file spells it: <c>&lt;video&gt;\nWhat happens?</c>.</summary>
internal static class Content
{
    private static readonly Sequence<Piece.Placeholder> Places = [new(MediaKind.Video), new(MediaKind.Image)];

    /// <summary>Words and placeholders in turn; <see cref="ToText"/> gives the same text back.</summary>
    public static Sequence<Piece> Parse(string text)
    {
        var pieces = new List<Piece>();
        var at = 0;
        for (var next = Next(text, at); next.At < text.Length; next = Next(text, at))
        {
            if (next.At > at) pieces.Add(new Piece.Words(text[at..next.At]));
            pieces.Add(next.Place);
            at = next.At + $"{next.Place}".Length;
        }

        if (at < text.Length) pieces.Add(new Piece.Words(text[at..]));
        return Sequence.From(pieces);
    }

    public static string ToText(Sequence<Piece> pieces) => string.Concat(pieces);

    /// <summary>The first placeholder from a position on; at the text's end when there is none.</summary>
    private static (int At, Piece.Placeholder Place) Next(string text, int from) =>
        Places.Select(place => (At: Found(text, $"{place}", from), place)).MinBy(found => found.At);

    private static int Found(string text, string token, int from) =>
        text.IndexOf(token, from, StringComparison.Ordinal) is >= 0 and var at ? at : text.Length;
}
