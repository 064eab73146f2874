namespace Kit.Evaluate.Scoring;

public abstract partial record Extraction
{
    /// <summary>The one concept, of a closed list, that the text names as a whole word.</summary>
    /// <param name="Concepts">All values that the question admits, such as the directions; the truth is one.</param>
    /// <remarks>Right only when the truth is named and no other value is: naming several is no answer but a hedge,
    /// and is wrong. Naming none is a parse failure.</remarks>
    public sealed record Concept(Sequence<string> Concepts) : Extraction
    {
        public override string Name => $"the only one named of {string.Join(", ", Concepts)}";

        public override Verdict Judge(string expected, string predicted) =>
            Concepts.Contains(expected)
                ? Among(expected, [.. Concepts.Where(concept => Words.Contain(predicted, concept))])
                : throw new ArgumentException(
                    $"Concept: expected one of {string.Join(", ", Concepts)}, got '{expected}'. "
                    + "Add the true answer to the concepts of this skill.");

        private static Verdict Among(string expected, string[] named) => named switch
        {
            [] => Verdict.Unparsed,
            [var only] when only == expected => Verdict.Correct,
            _ => Verdict.Wrong,
        };
    }
}
