using static System.FormattableString;

namespace Kit.Explanations;

/// <summary>Lays an explanation out in columns: place, token, value, one column a term, total.</summary>
internal static class ExplanationTable
{
    public static string Text(Explanation explanation) => string.Join('\n',
    [
        Invariant($"pair {explanation.Row}: loss {explanation.Loss:0.######}"),
        .. explanation.Answers.SelectMany(Answer),
    ]);

    private static IEnumerable<string> Answer(AnswerCredit answer)
    {
        string[][] rows =
        [
            ["", $"{answer.Evidence}", "value", .. answer.Terms, "total"],
            .. answer.Tokens.Select(Row),
            .. HasMarks(answer) ? Stretches(answer) : [],
            Sums("answer", answer.Sum()),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => column == 1
            ? cell.PadRight(widths[1])
            : cell.PadLeft(widths[column]))));
    }

    private static string[][] Stretches(AnswerCredit answer) =>
        [Sums("marked", answer.Sum(Stretch.Marked)), Sums("unmarked", answer.Sum(Stretch.Unmarked))];

    private static bool HasMarks(AnswerCredit answer) => answer.Tokens.Any(token => token.Stretch == Stretch.Marked);

    private static string[] Row(TokenCredit token) =>
    [
        Invariant($"{token.Place}"), (token.Stretch == Stretch.Marked ? "*" : " ") + Line(token.Word),
        Number(token.Value),
        .. token.Pulls.Select(pull => Number(pull.Value)), Number(token.Total),
    ];

    private static string[] Sums(string title, Sequence<Pull> pulls) =>
        ["Σ", title, "", .. pulls.Select(pull => Number(pull.Value)), Number(pulls.Sum(pull => pull.Value))];

    /// <summary>A token stays on its line.</summary>
    private static string Line(string word) =>
        string.Concat(word.Select(letter => char.IsControl(letter) ? '␤' : letter));

    /// <summary>Six digits; no −0.</summary>
    private static string Number(double value) => value == 0 ? "0" : Invariant($"{value:G6}").Replace('-', '−');
}
