using Kit.Pairs;

namespace Kit.Data.Tokens.Bpe;

/// <summary>Tokens found so far, and the characters that are in none.</summary>
internal sealed class Found(int length)
{
    private readonly List<int> ids = [];
    private readonly List<Span> offsets = [];
    private readonly List<Span> lost = [];
    private int end;    // of what was looked at

    public void Add(int id, Span span)
    {
        if (span.Start > end) Lose(new(end, span.Start));
        end = Math.Max(end, span.End);
        if (id == Symbol.None)
        {
            Lose(span);
            return;
        }

        ids.Add(id);
        offsets.Add(span);
    }

    public Tokenized ToTokenized()
    {
        if (end < length) Lose(new(end, length));
        return new(Sequence.From(ids), Sequence.From(offsets)) { Lost = Sequence.From(lost) };
    }

    private void Lose(Span span)
    {
        if (lost.Count == 0 || lost[^1].End < span.Start) lost.Add(span);
        else lost[^1] = new(lost[^1].Start, Math.Max(lost[^1].End, span.End));
    }
}
