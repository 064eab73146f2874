using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Judging;

/// <summary>How a judge's output becomes a ruling: the published rule, quirks included.</summary>
public abstract partial record JudgeReading
{
    private JudgeReading()
    {
    }

    /// <summary>The rule in one line, as a protocol states it.</summary>
    public abstract string Name { get; }

    /// <summary>The ruling of one output.</summary>
    /// <param name="output">The judge's text; null when the request failed.</param>
    /// <param name="truth">The true answer of what is judged.</param>
    public abstract Ruling Apply(string? output, string truth);

    /// <summary>What stands when the judge was asked as often as allowed.</summary>
    public virtual Ruling GiveUp => new Ruling.Dropped("no usable output in as many attempts as allowed");

    public sealed override string ToString() => Name;

    /// <summary>TempCompass: Correct or Incorrect.</summary>
    /// <remarks>Quirks, kept: with their capitals only; the start decides, else Incorrect wins, else Correct, so
    /// "InCorrect" and "Partially Correct" are right; otherwise the judge is asked again, and after the last attempt
    /// the answer is wrong.</remarks>
    public sealed record Correctness : JudgeReading
    {
        public override string Name => "Correct or Incorrect (TempCompass)";

        public override Ruling GiveUp => new Ruling.Decided(Verdict.Unparsed, 0);

        public override Ruling Apply(string? output, string truth) => output switch
        {
            null => new Ruling.AskAgain("the request failed"),
            _ when output.StartsWith("Correct", StringComparison.Ordinal) => Right(true),
            _ when output.StartsWith("Incorrect", StringComparison.Ordinal) => Right(false),
            _ when output.Contains("Incorrect", StringComparison.Ordinal) => Right(false),
            _ when output.Contains("Correct", StringComparison.Ordinal) => Right(true),
            _ => new Ruling.AskAgain("neither Correct nor Incorrect"),
        };
    }

    /// <summary>TempCompass, captions: "Reasoning: …⏎Answer: B. text", by a judge that chose from the
    /// caption.</summary>
    /// <remarks>Quirks, kept: the last line with "Answer" counts, also a Reasoning line that contains it; without one,
    /// the whole output; right when the text before ". " equals the truth's and exactly one of "A." "B." "C." "D."
    /// occurs, so "Answer: B" and "Answer: B." are wrong and "USA." counts as "A."; a failed or empty request is −1 at
    /// once, which lowers the mean.</remarks>
    /// <param name="WhenFailed">What a failed request comes to.</param>
    public sealed record CaptionChoice(FailedRequest WhenFailed = FailedRequest.MinusOne) : JudgeReading
    {
        private static readonly string[] Marks = ["A.", "B.", "C.", "D."];

        public override string Name => "Answer: letter and text (TempCompass)";

        public override Ruling Apply(string? output, string truth)
        {
            var text = PythonText.Strip(output ?? "");
            return text.Length > 0 && !text.Contains("invalid_request_error", StringComparison.Ordinal)
                ? Right(Chosen(Read(text).Answer, truth))
                : WhenFailed == FailedRequest.MinusOne
                    ? new Ruling.Decided(Verdict.Unparsed, -1)
                    : new Ruling.AskAgain("the request failed");
        }

        /// <summary>The reasoning, null without one, and the answer.</summary>
        internal static (string? Reasoning, string Answer) Read(string output)
        {
            var lines = PythonText.Split(output, "\n").Select(PythonText.Strip).ToArray();
            var reasoning = lines.LastOrDefault(line => line.Contains("Reasoning", StringComparison.Ordinal));
            var answer = lines.LastOrDefault(line => line.Contains("Answer", StringComparison.Ordinal));
            return (reasoning is null ? null : Without(reasoning, "Reasoning:"),
                answer is null ? output : Without(answer, "Answer:"));
        }

        /// <summary>Whether the answer is the truth.</summary>
        internal static bool Chosen(string answer, string truth) =>
            PythonText.Split(answer, ". ")[0] == PythonText.Split(truth, ". ")[0]
            && Marks.Count(mark => answer.Contains(mark, StringComparison.Ordinal)) == 1;

        private static string Without(string line, string word) =>
            PythonText.Strip(line.Replace(word, "", StringComparison.Ordinal));
    }

    private static Ruling.Decided Right(bool right) =>
        new(right ? Verdict.Correct : Verdict.Wrong, right ? 1 : 0);
}

/// <summary>What a judge's failed request comes to.</summary>
public enum FailedRequest
{
    /// <summary>−1 point, as TempCompass' captioning script has it.</summary>
    MinusOne,

    /// <summary>Strict: asked again, then left out and named.</summary>
    AskedAgain,
}
