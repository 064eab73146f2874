namespace Kit.Evaluate.Scoring;

public abstract partial record Extraction
{
    /// <summary>The whole text equals the truth, apart from case, outer blanks, inner runs of blanks and one final
    /// full stop. An empty text is a parse failure.</summary>
    public sealed record Exact : Extraction
    {
        public override string Name => "exact match";

        public override Verdict Judge(string expected, string predicted) => Normal(predicted) switch
        {
            "" => Verdict.Unparsed,
            var text => text == Normal(expected) ? Verdict.Correct : Verdict.Wrong,
        };

        private static string Normal(string text)
        {
            var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return (words.EndsWith('.') ? words[..^1] : words).ToLowerInvariant();
        }
    }
}
