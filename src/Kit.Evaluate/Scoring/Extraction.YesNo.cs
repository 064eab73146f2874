namespace Kit.Evaluate.Scoring;

public abstract partial record Extraction
{
    /// <summary>The expected word, yes or no, as a whole word anywhere in the text, ignoring case.</summary>
    /// <remarks>VideoHallucer's <c>\b(ANSWER)\b</c>. Quirks, kept: "Yes and no" is right whatever the truth is;
    /// "no-one" is a no; "Nope", "not" and "yes_" are neither, so they are parse failures here, wrong there.</remarks>
    public sealed record YesNo : Extraction
    {
        public override string Name => "yes/no anywhere as a word";

        public override Verdict Judge(string expected, string predicted) =>
            Words.Contain(predicted, expected) ? Verdict.Correct
            : Words.Contain(predicted, Opposite(expected)) ? Verdict.Wrong
            : Verdict.Unparsed;

        private static string Opposite(string expected) => expected switch
        {
            "yes" => "no",
            "no" => "yes",
            _ => throw new ArgumentException(
                $"Yes/no answer: expected yes or no in lower case, got '{expected}'. Correct the question's answer."),
        };
    }
}
