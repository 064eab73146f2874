namespace Kit.Libraries;

/// <summary>Names of settings: which are about the loss, and which are alike.</summary>
internal static class Words
{
    private static readonly string[] Loss =
    [
        "beta", "loss", "gamma", "smooth", "alpha", "diverg", "tau", "pref_", "simpo", "orpo", "dpo", "kto", "bco",
        "ipo",
        "ftx", "nll", "rpo", "weighting", "reference_free", "desirable", "margin", "lambda", "epsilon", "sft",
        "kl_coef",
    ];

    /// <summary>Whether a name reads like a setting of the loss, or like one of those known with a slip in
    /// it.</summary>
    public static bool Concern(string key, IEnumerable<string> known) =>
        Loss.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase))
        || Edits(key, Nearest(key, known)) <= Math.Max(1, key.Length / 4);

    /// <summary>The known name that takes the fewest edits to reach.</summary>
    public static string Nearest(string given, IEnumerable<string> known) =>
        known.MinBy(one => Edits(given.ToUpperInvariant(), one.ToUpperInvariant()))!;

    /// <summary>Levenshtein's distance: insertions, deletions and replacements.</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i + 1);
            for (var j = 0; j < to.Length; j++)
            {
                var best = Math.Min(Math.Min(row[j + 1], left) + 1, diagonal + (from[i] == to[j] ? 0 : 1));
                (diagonal, row[j + 1], left) = (row[j + 1], best, best);
            }
        }

        return row[^1];
    }
}
