using System.Buffers;
using Kit.Pairs;

namespace Kit.Data.Tokens.Bpe;

/// <summary>Finds added tokens in text: the leftmost, and of those that begin there the longest.</summary>
internal sealed class AddedTokens
{
    private readonly (string Text, AddedToken Token)[] longestFirst;
    private readonly SearchValues<char> firsts;

    public AddedTokens(IEnumerable<(string Text, AddedToken Token)> tokens)
    {
        longestFirst = [.. tokens.Where(t => t.Text.Length > 0).OrderByDescending(t => t.Text.Length)];
        firsts = SearchValues.Create([.. longestFirst.Select(t => t.Text[0]).Distinct()]);
    }

    /// <summary>The text cut at added tokens: stretches without one, and tokens with the white space they take.
    /// </summary>
    public IEnumerable<(Span Span, AddedToken? Token)> Split(ReadOnlyMemory<char> text)
    {
        var (end, from) = (0, 0);
        while (Next(text.Span, from) is { } found)
        {
            var span = Widened(text.Span, found, end);
            if (span.Start > end) yield return (new(end, span.Start), null);
            yield return (span, found.Token);
            end = from = span.End;
        }

        if (end < text.Length) yield return (new(end, text.Length), null);
    }

    private (Span Span, AddedToken Token)? Next(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var skip = text[at..].IndexOfAny(firsts);
            if (skip < 0) return null;
            at += skip;
            foreach (var (written, token) in longestFirst)
                if (text[at..].StartsWith(written) && token.Fits(text, at, at + written.Length))
                    return (new(at, at + written.Length), token);
        }

        return null;
    }

    private static Span Widened(ReadOnlySpan<char> text, (Span Span, AddedToken Token) found, int floor)
    {
        var (start, end) = (found.Span.Start, found.Span.End);
        if (found.Token.Strips.HasFlag(AddedStrips.Left))
            while (start > floor && char.IsWhiteSpace(text[start - 1])) start--;
        if (found.Token.Strips.HasFlag(AddedStrips.Right))
            while (end < text.Length && char.IsWhiteSpace(text[end])) end++;
        return new(start, end);
    }
}
