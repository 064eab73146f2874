using Kit.Evaluate.Benchmarks;

namespace Kit.Evaluate.Scoring;

public abstract partial record Extraction
{
    /// <summary>Video-MME: known prefixes deleted, then the first capital A–D anywhere.</summary>
    /// <remarks>Quirks, kept: prefixes are deleted by plain replacement in list order, everywhere, with their case; two
    /// pairs of prefixes are fused, since the list lacks two commas, and match only when written as one. "Best answer:
    /// D" reads B, "Correct answer: D" C, "THE ANSWER IS D" A, "Don't know" D, "Based on …" B, "A person …" A. Without
    /// a capital A–D the question is unanswered, and the aggregation takes it out of the denominator.</remarks>
    public sealed record PrefixedLetter : Extraction
    {
        private static readonly string[] Prefixes =
        [
            "The best answer is", "The correct answer is", "The answer is", "The answer",
            "The best option isThe correct option is", "Best answer:Best option:", "Answer:", "Option:",
            "The correct answer", "The correct option",
        ];

        public override string Name => "prefixes deleted, then the first capital A–D (Video-MME)";

        public override Finding Apply(Item item, string answer) =>
            Read(answer) is { } letter ? Finding.From(letter, letter == item.Truth) : Finding.None;

        private static string? Read(string answer)
        {
            var text = Prefixes.Aggregate(
                PythonText.Strip(answer), (rest, prefix) => rest.Replace(prefix, "", StringComparison.Ordinal));
            var at = text.AsSpan().IndexOfAnyInRange('A', 'D');
            return at < 0 ? null : text[at..(at + 1)];
        }
    }
}
