namespace Kit.Expressions.Reading;

/// <summary>Finds commas and equals signs outside brackets and quotes.</summary>
internal static class Pieces
{
    /// <summary>The formula and its definitions.</summary>
    public static IReadOnlyList<(int Start, int End)> Split(string text)
    {
        var pieces = new List<(int, int)>();
        var start = 0;
        foreach (var comma in Outside(text, 0, text.Length, ','))
        {
            pieces.Add((start, comma));
            start = comma + 1;
        }

        pieces.Add((start, text.Length));
        return pieces;
    }

    /// <summary>The first = of a piece; −1 when there is none.</summary>
    public static int Equals(string text, int start, int end) => Outside(text, start, end, '=').FirstOrDefault(-1);

    private static IEnumerable<int> Outside(string text, int start, int end, char wanted)
    {
        var depth = 0;
        for (var k = start; k < end; k++)
        {
            if (text[k] == '"') k = Close(text, k, end);
            else if (text[k] is '(' or '[') depth++;
            else if (text[k] is ')' or ']') depth--;
            else if (depth == 0 && text[k] == wanted) yield return k;
        }
    }

    /// <summary>The quote that ends the one at k.</summary>
    private static int Close(string text, int k, int end)
    {
        for (k++; k < end && text[k] != '"'; k++)
            if (text[k] == '\\') k++;
        return k;
    }
}
