namespace Kit.Pairs;

/// <summary>A response as text, with the character spans that carry its key concepts.</summary>
/// <param name="Text">The answer as the model must write it; no markers.</param>
/// <param name="Spans">Disjoint, in order, inside <paramref name="Text"/>; empty when unknown.</param>
public sealed record Answer(string Text, Sequence<Span> Spans)
{
    public Answer(string text) : this(text, []) { }
}
