namespace Kit.Pairs;

/// <summary>A character range [Start, End) of an answer's text.</summary>
/// <param name="Start">First character, from 0.</param>
/// <param name="End">One past the last character.</param>
public readonly record struct Span(int Start, int End)
{
    public int Length => End - Start;

    public bool Overlaps(Span other) => Start < other.End && other.Start < End;
}
