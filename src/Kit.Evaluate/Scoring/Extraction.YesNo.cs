using Kit.Evaluate.Benchmarks;

namespace Kit.Evaluate.Scoring;

public abstract partial record Extraction
{
    /// <summary>The expected word, yes or no, as a whole word anywhere in the text, ignoring case.</summary>
    /// <remarks>VideoHallucer's <c>\b(ANSWER)\b</c>. Quirks, kept: "Yes and no" is right whatever the truth is;
    /// "no-one" is a no; "Nope", "not" and "yes_" are neither, so they are parse failures here, wrong there.</remarks>
    public sealed record YesNo : Extraction
    {
        public override string Name => "yes/no anywhere as a word";

        public override Finding Apply(Item item, string answer) =>
            Words.Contain(answer, item.Truth) ? Finding.From(item.Truth, right: true)
            : Words.Contain(answer, Opposite(item.Truth)) ? Finding.From(Opposite(item.Truth), right: false)
            : Finding.None;

        private static string Opposite(string expected) => expected switch
        {
            "yes" => "no",
            "no" => "yes",
            _ => throw new ArgumentException(
                $"Yes/no answer: expected yes or no in lower case, got '{expected}'. Correct the question's answer."),
        };
    }

    /// <summary>Strict: the only one of yes and no that stands in the text as a whole word, ignoring case.</summary>
    /// <remarks>Beside <see cref="YesNo"/> and <see cref="YesNoStart"/>, which are known to be wrong: "Yes and no" is
    /// a parse failure here, "not sure" too.</remarks>
    public sealed record YesNoAlone : Extraction
    {
        public override string Name => "the only one of yes and no (strict)";

        public override Finding? OfNull => Finding.None;

        public override Finding Apply(Item item, string answer) =>
            (Words.Contain(answer, "yes"), Words.Contain(answer, "no")) switch
            {
                (true, false) => Finding.From("yes", Lower(item) == "yes"),
                (false, true) => Finding.From("no", Lower(item) == "no"),
                _ => Finding.None,
            };

        private static string Lower(Item item) => PythonText.Lower(item.Truth);
    }

    /// <summary>TempCompass, yes/no: the text in lower case <em>starts</em> with yes or no.</summary>
    /// <remarks>Quirks, kept: "yesterday" is a yes; "nothing", "None", "noon", "not sure" are a no; "(yes)" and
    /// "Answer: yes" are not recognised and go to the judge; a truth "Yes" with a capital never matches; a null is
    /// wrong, not recognised and never judged.</remarks>
    public sealed record YesNoStart : Extraction
    {
        public override string Name => "starts with yes or no (TempCompass)";

        public override Finding? OfNull => new(null, Verdict.Wrong);

        public override Finding Apply(Item item, string answer) => Read(TempCompass.Clean(answer)) switch
        {
            null => Finding.None,
            var word => Finding.From(word, word == item.Truth),
        };

        /// <summary>yes, no, or null; the text is not trimmed.</summary>
        internal static string? Read(string text) =>
            PythonText.Lower(text) is var lower && lower.StartsWith("yes", StringComparison.Ordinal) ? "yes"
            : lower.StartsWith("no", StringComparison.Ordinal) ? "no"
            : null;
    }
}
