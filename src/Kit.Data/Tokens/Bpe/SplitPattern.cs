using System.Text.RegularExpressions;
using Kit.Pairs;

namespace Kit.Data.Tokens.Bpe;

/// <summary>A pattern that cuts text into its matches and what lies between them.</summary>
/// <param name="Expression">In the syntax that Hugging Face's files share with .NET.</param>
internal sealed record SplitPattern(string Expression)
{
    /// <summary>GPT-2's words; the default of the byte-level pre-tokeniser.</summary>
    public const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>Qwen2's words: a digit is a word, line ends go with the punctuation before them.</summary>
    public const string Qwen2 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
        + @"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    // Longer than any honest text needs; a pattern that explodes ends here.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Regex regex = new(Expression, RegexOptions.CultureInvariant | RegexOptions.Compiled, Patience);

    /// <summary>Matches and gaps in order, none empty: together they are the text.</summary>
    public IEnumerable<(Span Span, bool Matched)> Split(ReadOnlyMemory<char> text)
    {
        var (units, starts) = CodePoints.From(text);
        var (cuts, end) = (new List<(Span, bool)>(), 0);
        foreach (var match in regex.EnumerateMatches(units.Span))
        {
            if (match.Length == 0) continue;
            if (match.Index > end) cuts.Add((Source(starts, end, match.Index), false));
            end = match.Index + match.Length;
            cuts.Add((Source(starts, match.Index, end), true));
        }

        if (end < units.Length) cuts.Add((Source(starts, end, units.Length), false));
        return cuts;
    }

    private static Span Source(int[]? starts, int start, int end) =>
        starts is null ? new(start, end) : new(starts[start], starts[end]);
}
