using Kit.Evaluate.Benchmarks;

namespace Kit.Evaluate.Scoring;

/// <summary>How a letter benchmark keeps its true answers.</summary>
public enum LetterTruth
{
    /// <summary>"(B) text", read by the same rule as the answer.</summary>
    Written,

    /// <summary>The letter alone; "@" stands for none and is never right.</summary>
    Letter,
}

public abstract partial record Extraction
{
    /// <summary>The first letter A–Z of the text, ignoring case; of the truth too.</summary>
    /// <param name="Truth">How the truth is kept: MVBench, TVBench and MLVU write it out, LongVideoBench keeps the
    /// letter.</param>
    /// <remarks>TVBench, MVBench, MLVU and LongVideoBench as RRPO's scorers run them: the first match of
    /// <c>\(?\[?([A-Z])\]?\)?\.?</c>, ignoring case, in which everything but the letter is optional.
    /// Quirks, kept: "The answer is B" reads T; "Based on the clip" reads B; "Answer: B" reads A; digits, stars,
    /// brackets and letters with accents are skipped; a letter that is no option counts as an answer; ignoring case
    /// also admits ſ, ı, İ and the Kelvin sign, of which only the last equals its letter. A truth that names no option
    /// is "(@) text", so that its text's first letter is the truth; one without any letter stops the official scorer
    /// and is refused here.</remarks>
    public sealed record FirstLetter(LetterTruth Truth = LetterTruth.Written) : Extraction
    {
        public override string Name => "first letter";

        public override Finding Apply(Item item, string answer)
        {
            var truth = Truth == LetterTruth.Written ? Required(item.Truth) : item.Truth;
            return Find(answer) is { } letter
                ? Finding.From($"{letter}", PythonText.Lower($"{letter}") == PythonText.Lower(truth))
                : Finding.None;
        }

        /// <summary>The letter as it stands in the text, or null without one.</summary>
        public static char? Find(string text)
        {
            var found = text.FirstOrDefault(IsLetter);
            return found == default ? null : found;
        }

        private static string Required(string truth) => Find(truth) is { } letter
            ? $"{letter}"
            : throw new ArgumentException(
                $"First letter: expected a true answer with a letter A–Z, got '{truth}'. "
                + "The official scorer stops here; correct the question's answer.");

        private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c is 'ſ' or 'ı' or 'İ' or '\u212A';
    }
}
