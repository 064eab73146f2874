using System.Collections.Concurrent;

namespace Kit.Data.Tokens.Bpe;

/// <summary>A vocabulary and its merges: a word becomes tokens.</summary>
/// <param name="Vocabulary">Tokens and ids.</param>
/// <param name="Merges">Of the vocabulary's tokens.</param>
/// <param name="Speller">What is merged: bytes or characters.</param>
/// <param name="Whole">Whether a word that is a token is taken as it stands.</param>
/// <param name="Unknowns">What neighbouring unknown characters become.</param>
internal sealed record BpeModel(
    Vocabulary Vocabulary, MergeTable Merges, Speller Speller, WholeWords Whole, UnknownRuns Unknowns)
{
    private const int LongestCached = 64;
    private const int MostCached = 1 << 16;

    // Words recur; a text's every word costs one look-up after its first time.
    private readonly ConcurrentDictionary<string, Symbol[]> cache = new();

    /// <summary>Tokens of one word in order; <see cref="Symbol.None"/> marks what none spells.</summary>
    public Symbol[] Apply(ReadOnlyMemory<char> word)
    {
        if (word.Length > LongestCached) return Encode(word);
        if (cache.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word.Span, out var known)) return known;
        var symbols = Encode(word);
        if (cache.Count < MostCached) cache.TryAdd(word.ToString(), symbols);
        return symbols;
    }

    private Symbol[] Encode(ReadOnlyMemory<char> word)
    {
        if (Whole is WholeWords.Taken && Vocabulary.Find(Speller.Written(word.Span)) is >= 0 and var id)
            return [new(id, 0, word.Length)];
        var merged = Merges.Apply(Speller.Spell(word.Span));
        if (!merged.Exists(symbol => symbol.Id == Symbol.None)) return [.. merged];
        var spelt = new List<Symbol>(merged.Count);
        foreach (var symbol in merged)
            if (symbol.Id != Symbol.None) spelt.Add(symbol);
            else spelt.AddRange(Speller.Unspelt(symbol, word));
        return [.. Unknowns is UnknownRuns.Fused ? Fused(spelt) : spelt];
    }

    private IEnumerable<Symbol> Fused(IEnumerable<Symbol> symbols)
    {
        Symbol? held = null;
        foreach (var symbol in symbols)
        {
            var joins = held is { } h && h.Id == Vocabulary.Unknown && symbol.Id == Vocabulary.Unknown;
            if (held is { } done && !joins) yield return done;
            held = joins ? held!.Value with { End = symbol.End } : symbol;
        }

        if (held is { } last) yield return last;
    }
}

/// <summary>Whether a word that is itself a token is merged like any other: <c>ignore_merges</c>.</summary>
internal enum WholeWords
{
    Merged,
    Taken,
}

/// <summary>Whether unknown characters side by side are one token: <c>fuse_unk</c>.</summary>
internal enum UnknownRuns
{
    Each,
    Fused,
}
