using System.Text;
using Kit.Pairs;

namespace Kit.Data.Tokens.Bpe;

/// <summary>Text on its way to the tokens, with the characters of the source that each of its characters came from.
/// </summary>
internal readonly struct AlignedText
{
    private readonly ReadOnlyMemory<Span> origins;   // one a character; empty when shifted only
    private readonly int shift;

    private AlignedText(ReadOnlyMemory<char> text, ReadOnlyMemory<Span> origins, int shift) =>
        (Text, this.origins, this.shift) = (text, origins, shift);

    /// <summary>A stretch of the source as it stands, which begins at character <paramref name="start"/>.</summary>
    public AlignedText(ReadOnlyMemory<char> text, int start) : this(text, default, start) { }

    public ReadOnlyMemory<char> Text { get; }

    public int Length => Text.Length;

    /// <summary>Source characters of [start, end); empty text stands where it was put.</summary>
    public Span Source(int start, int end) =>
        origins.IsEmpty ? new(shift + start, shift + end)
        : start == end ? new(Origin(start).Start, Origin(start).Start)
        : new(origins.Span[start].Start, origins.Span[end - 1].End);

    public AlignedText Slice(int start, int length) => origins.IsEmpty
        ? new(Text.Slice(start, length), shift + start)
        : new(Text.Slice(start, length), origins.Slice(start, length), 0);

    public bool StartsWith(string prefix) => Text.Span.StartsWith(prefix);

    /// <summary>The text with <paramref name="prefix"/> before it, which stands for no character of the source.
    /// </summary>
    public AlignedText Prepend(string prefix)
    {
        var at = Length > 0 ? Source(0, 1).Start : Source(0, 0).Start;
        var from = new Span[prefix.Length + Length];
        from.AsSpan(0, prefix.Length).Fill(new(at, at));
        for (var i = 0; i < Length; i++) from[prefix.Length + i] = Source(i, i + 1);
        return new(string.Concat(prefix, Text.Span).AsMemory(), from, 0);
    }

    /// <summary>The text with every <paramref name="old"/> replaced; the new characters come from all of the old.
    /// </summary>
    public AlignedText Replace(string old, string with)
    {
        if (Text.Span.IndexOf(old) < 0) return this;
        if (old.Length == 1 && with.Length == 1)
            return new(Text.ToString().Replace(old[0], with[0]).AsMemory(), origins, shift);
        var (text, from) = (new StringBuilder(Length), new List<Span>(Length));
        for (var i = 0; i < Length;)
        {
            var found = Text.Span[i..].StartsWith(old);
            var (put, taken) = found ? (with, old.Length) : (Text.Slice(i, 1).ToString(), 1);
            text.Append(put);
            for (var k = 0; k < put.Length; k++) from.Add(Source(i, i + taken));
            i += taken;
        }

        return new(text.ToString().AsMemory(), from.ToArray(), 0);
    }

    /// <summary>Pieces [start, end) each rewritten on its own; an unchanged piece keeps its alignment.</summary>
    public AlignedText Rewrite(IEnumerable<Span> pieces, Func<string, string> rewrite)
    {
        var (text, from) = (new StringBuilder(Length), new List<Span>(Length));
        foreach (var piece in pieces)
        {
            var before = Text[piece.Start..piece.End].ToString();
            var after = rewrite(before);
            text.Append(after);
            for (var i = 0; i < after.Length; i++)
                from.Add(after == before
                    ? Source(piece.Start + i, piece.Start + i + 1)
                    : Source(piece.Start, piece.End));
        }

        return new(text.ToString().AsMemory(), from.ToArray(), 0);
    }

    public override string ToString() => Text.ToString();

    private Span Origin(int at) => origins.Span[Math.Min(at, origins.Length - 1)];
}
