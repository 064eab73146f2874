using Kit.Evaluate.Benchmarks;

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

        public override Finding Apply(Item item, string answer) =>
            Concepts.Contains(item.Truth)
                ? Among(item.Truth, [.. Concepts.Where(concept => Words.Contain(answer, concept))])
                : throw new ArgumentException(
                    $"Concept: expected one of {string.Join(", ", Concepts)}, got '{item.Truth}'. "
                    + "Add the true answer to the concepts of this skill.");

        private static Finding Among(string expected, string[] named) => named switch
        {
            [] => Finding.None,
            [var only] => Finding.From(only, only == expected),
            _ => Finding.From(string.Join(", ", named), right: false),
        };
    }
}
