using System.Text.RegularExpressions;
using Kit.Evaluate.Benchmarks;

namespace Kit.Evaluate.Scoring;

public abstract partial record Extraction
{
    /// <summary>Strict: the one option that the text names, by its letter or by its words.</summary>
    /// <remarks>Beside the official letter rules, which are known to be wrong. In this order: the whole text is a
    /// letter of an option ("B", "(b)", "[B].", "B)", "**B**"); it starts with one that is set off ("B. …", "(B) …",
    /// "B: …"); it says that the answer, option or choice is one ("The answer is B"), the last such saying counting; it
    /// contains the words of exactly one option. Letters of no option, several options and none are parse
    /// failures.</remarks>
    public sealed partial record ChosenOption : Extraction
    {
        public override string Name => "the one option named (strict)";

        public override Finding? OfNull => Finding.None;

        public override Finding Apply(Item item, string answer)
        {
            var text = TempCompass.Clean(answer);
            var letter = Letter(item, Alone().Match(text)) ?? Letter(item, Opening().Match(text))
                ?? Letter(item, Saying().Matches(text).LastOrDefault()) ?? ByWords(item, text);
            return letter is null ? Finding.None : Finding.From(letter, letter == TrueLetter(item));
        }

        private static string? Letter(Item item, Match? match)
        {
            if (match is not { Success: true }) return null;
            var letter = match.Groups["letter"].Value.ToUpperInvariant();
            return letter[0] - 'A' < item.Options.Count ? letter : null;
        }

        private static string? ByWords(Item item, string text)
        {
            var named = item.Options.Index().Where(o => Words.Contain(text, o.Item.TrimEnd('.'))).ToArray();
            // "left" stands inside "to the left": the longest option that is named wins over those it contains.
            var outermost = named.Where(o => !named.Any(other => other.Index != o.Index
                && other.Item.Length > o.Item.Length
                && other.Item.Contains(o.Item.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))).ToArray();
            return outermost is [var only] ? OptionLetter.Of(only.Index) : null;
        }

        private static string? TrueLetter(Item item) =>
            Opening().Match(item.Truth) is { Success: true } start ? start.Groups["letter"].Value.ToUpperInvariant()
            : Alone().Match(item.Truth) is { Success: true } alone ? alone.Groups["letter"].Value.ToUpperInvariant()
            : null;

        [GeneratedRegex(@"^[\s*_`""'(\[]*(?<letter>[A-Za-z])[\s*_`""')\].:,]*$", RegexOptions.CultureInvariant)]
        private static partial Regex Alone();

        [GeneratedRegex(
            @"^[\s*_`""']*(?:[(\[]\s*(?<letter>[A-Za-z])\s*[)\]]|(?<letter>[A-Z])\s*[).:]|(?<letter>[A-Z])\n)",
            RegexOptions.CultureInvariant)]
        private static partial Regex Opening();

        [GeneratedRegex(
            @"(?i:\b(?:answer|option|choice)\b)(?:\s+(?:is|would\s+be))?\s*:?\s*[*_`""'(\[]*(?<letter>[A-Z])\b(?!['’])",
            RegexOptions.CultureInvariant)]
        private static partial Regex Saying();
    }
}
