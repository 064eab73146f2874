namespace Kit.Models;

/// <summary>A prompt as the decoder meets it: every visual token has a place of its own, every token its rotary
/// positions.</summary>
/// <param name="Ids">Token ids, P of them; what stands at a visual token's place is not read.</param>
/// <param name="Visual">Places of visual tokens in <paramref name="Ids"/>, ascending.</param>
/// <param name="Positions">Rotary positions, one list of P an axis: one axis, or three with M-RoPE.</param>
/// <param name="Next">The position, on all axes, of the first token after the prompt.</param>
public sealed record Prompt(
    Sequence<int> Ids, Sequence<int> Visual, Sequence<Sequence<int>> Positions, int Next)
{
    /// <summary>Text alone, counted from 0.</summary>
    public static Prompt Text(IEnumerable<int> ids) => After(0, ids);

    /// <summary>Text behind a number of visual tokens, all counted from 0.</summary>
    public static Prompt After(int visual, IEnumerable<int> ids) =>
        Counted([.. Enumerable.Repeat(0, visual), .. ids], Sequence.From(Enumerable.Range(0, visual)));

    /// <summary>One position a token, counted from 0.</summary>
    public static Prompt Counted(Sequence<int> ids, Sequence<int> visual) =>
        new(ids, visual, [Sequence.From(Enumerable.Range(0, ids.Count))], ids.Count);

    /// <summary>Without its last token, which stands at <see cref="Next"/> of the result.</summary>
    /// <exception cref="InvalidOperationException">The last token is visual, or its axes differ.</exception>
    internal Prompt WithoutLast()
    {
        var last = Ids.Count - 1;
        if (last < 0 || Visual.Contains(last) || Positions.Any(p => p[last] != Positions[0][last]))
            throw new InvalidOperationException(
                $"prompt of {Ids.Count} tokens: expected text at its end, got none. Close it as the template does.");
        return new(
            [.. Ids.Take(last)], Visual, [.. Positions.Select(p => Sequence.From(p.Take(last)))], Positions[0][last]);
    }
}
