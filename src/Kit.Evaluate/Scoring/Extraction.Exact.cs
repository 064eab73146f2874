using Kit.Evaluate.Benchmarks;

namespace Kit.Evaluate.Scoring;

public abstract partial record Extraction
{
    /// <summary>The whole text equals the truth, apart from case, outer blanks, inner runs of blanks and one final
    /// full stop. An empty text is a parse failure.</summary>
    public sealed record Exact : Extraction
    {
        public override string Name => "exact match";

        public override Finding Apply(Item item, string answer) => Normal(answer) switch
        {
            "" => Finding.None,
            var text => Finding.From(text, text == Normal(item.Truth)),
        };

        private static string Normal(string text)
        {
            var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return (words.EndsWith('.') ? words[..^1] : words).ToLowerInvariant();
        }
    }
}
