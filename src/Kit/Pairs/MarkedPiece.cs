using System.Globalization;

namespace Kit.Pairs;

/// <summary>A stretch of marked text, tags taken off.</summary>
/// <param name="Text">As written between two tags, inner padding included.</param>
/// <param name="Phrase">1, 2, … inside the k-th pair of tags; 0 outside.</param>
internal sealed record MarkedPiece(string Text, int Phrase)
{
    /// <summary>Cuts at the tags. Tags that nest, do not pair up, or enclose nothing are refused.</summary>
    public static IEnumerable<MarkedPiece> Read(string marked)
    {
        var (at, phrase) = (0, 0);
        for (var open = Tag(marked, Markers.Open, 0); open >= 0; open = Tag(marked, Markers.Open, at))
        {
            var start = open + Markers.Open.Length;
            var close = Tag(marked, Markers.Close, at);
            if (close < 0) throw Refused(marked, open, $"{Markers.Open} without its {Markers.Close}");
            if (close < open) throw Refused(marked, close, $"{Markers.Close} without its {Markers.Open}");
            var nested = Tag(marked, Markers.Open, start);
            if (nested >= 0 && nested < close) throw Refused(marked, nested, $"{Markers.Open} inside another");
            if (string.IsNullOrWhiteSpace(marked[start..close])) throw Refused(marked, open, "tags around nothing");
            yield return new(marked[at..open], 0);
            yield return new(marked[start..close], ++phrase);
            at = close + Markers.Close.Length;
        }

        var stray = Tag(marked, Markers.Close, at);
        if (stray >= 0) throw Refused(marked, stray, $"{Markers.Close} without its {Markers.Open}");
        yield return new(marked[at..], 0);
    }

    private static int Tag(string marked, string tag, int from) => marked.IndexOf(tag, from, StringComparison.Ordinal);

    private static FormatException Refused(string marked, int at, string what) => new(string.Create(
        CultureInfo.InvariantCulture, $"marked answer: expected {Markers.Open} phrase {Markers.Close} in turn, "
        + $"got {what} at character {at} of \"{marked}\". Mark it again."));
}
