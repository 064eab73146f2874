namespace Kit.Evaluate.Scoring;

public abstract partial record Extraction
{
    /// <summary>The first letter A–Z of the text, ignoring case; of the truth too.</summary>
    /// <remarks>TVBench, MVBench, MLVU and LongVideoBench as RRPO's scorers run them: the first match of
    /// <c>\(?\[?([A-Z])\]?\)?\.?</c>, ignoring case, in which everything but the letter is optional.
    /// Quirks, kept: "The answer is B" reads T; "Based on the clip" reads B; a letter that is no option counts as an
    /// answer; ignoring case also admits ſ, ı, İ and the Kelvin sign, of which only the last equals its
    /// letter.</remarks>
    public sealed record FirstLetter : Extraction
    {
        public override string Name => "first letter";

        public override Verdict Judge(string expected, string predicted) => Read(predicted) switch
        {
            null => Verdict.Unparsed,
            var letter => letter == Read(expected) ? Verdict.Correct : Verdict.Wrong,
        };

        /// <summary>The letter in lower case, or null without one.</summary>
        public static char? Read(string text)
        {
            var found = text.FirstOrDefault(IsLetter);
            return found == default ? null : char.ToLowerInvariant(found);
        }

        private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c is 'ſ' or 'ı' or 'İ' or '\u212A';
    }
}
