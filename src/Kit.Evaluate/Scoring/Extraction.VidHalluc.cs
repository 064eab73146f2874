using System.Text;
using System.Text.RegularExpressions;
using Kit.Evaluate.Benchmarks;

namespace Kit.Evaluate.Scoring;

public abstract partial record Extraction
{
    /// <summary>VidHalluc, binary questions: trimmed, cut at the first "." and ",", trimmed, in capitals; then
    /// equal.</summary>
    /// <remarks>Quirks, kept: "Yes!", "(Yes)", "yes it does", ".Yes" and "Yes&lt;/s&gt;" are wrong, not unparsed;
    /// "yeſ" is YES; a recorded null is wrong.</remarks>
    public sealed record CleanWord : Extraction
    {
        public override string Name => "the text up to the first . or , (VidHalluc)";

        public override Finding? OfNull => new(null, Verdict.Wrong);

        public override Finding Apply(Item item, string answer)
        {
            var word = PythonText.Strip(answer);
            foreach (var end in new[] { ".", "," }) word = PythonText.Split(word, end)[0];
            word = PythonText.Upper(PythonText.Strip(word));
            return word.Length == 0 && item.Truth.Length > 0
                ? Finding.None
                : Finding.From(word, word == PythonText.Upper(item.Truth));
        }
    }

    /// <summary>VidHalluc, multiple choice: the set of stand-alone capitals A–D equals the truth's.</summary>
    /// <remarks>Quirks, kept: the article "A", "D-day" and "C's" count as letters, "AB", "C1" and "B_" do not; the
    /// truth is every A–D of its text in capitals ("B. The candle" is A, B, C, D); without a letter the first option
    /// whose text is contained counts, and an empty option is contained in everything; a truth without letters is
    /// right when nothing is found.</remarks>
    public sealed record LetterSet : Extraction
    {
        public override string Name => "set of stand-alone letters A–D (VidHalluc)";

        public override Finding Apply(Item item, string answer)
        {
            var letters = Letters(answer);
            var found = letters.Length > 0 ? letters : Contained(item, answer) ?? "";
            var truth = Distinct(PythonText.Upper(item.Truth).Where(c => c is >= 'A' and <= 'D'));
            return new Finding(found.Length == 0 ? null : found, found == truth ? Verdict.Correct
                : found.Length == 0 ? Verdict.Unparsed : Verdict.Wrong);
        }

        /// <summary>Distinct letters in order.</summary>
        internal static string Letters(string answer)
        {
            var runes = answer.EnumerateRunes().ToArray();
            return Distinct(runes.Index()
                .Where(r => r.Item.Value is >= 'A' and <= 'D' && Edge(runes, r.Index - 1) && Edge(runes, r.Index + 1))
                .Select(r => (char)r.Item.Value));
        }

        /// <summary>The letter of the first option that the answer contains, ignoring case; null without one.</summary>
        internal static string? Contained(Item item, string answer)
        {
            var text = PythonText.Lower(answer);
            var index = item.Options.Index()
                .Where(o => text.Contains(PythonText.Lower(o.Item), StringComparison.Ordinal))
                .Select(o => (int?)o.Index).FirstOrDefault();
            return index is { } at ? OptionLetter.Of(at) : null;
        }

        private static bool Edge(Rune[] text, int at) => at < 0 || at >= text.Length || !PythonText.IsWord(text[at]);

        private static string Distinct(IEnumerable<char> letters) => string.Concat(letters.Distinct().Order());
    }

    /// <summary>VidHalluc, scene transition: "Scene change: Yes, Locations: from X to Y." read part by part.</summary>
    /// <remarks>Split at the first ", Locations: "; then the part behind the first ": " up to the next ",", which must
    /// be yes in any case. Quirks, kept: "Yes. Locations: …", "Scene change:Yes" and "Yes!" are a no; anything but yes
    /// is a no, so nothing is unparsed; no truth but yes counts as yes.</remarks>
    public sealed partial record SceneChange : Extraction
    {
        public override string Name => "Scene change: …, Locations: … (VidHalluc)";

        public override Finding Apply(Item item, string answer)
        {
            var (word, _) = Read(answer);
            return Finding.From(word, IsYes(word) == IsYes(item.Truth));
        }

        /// <summary>The word about the change, and the text about the places.</summary>
        internal static (string Change, string Locations) Read(string answer)
        {
            var parts = answer.Split(", Locations: ", 2, StringSplitOptions.None);
            var colon = parts[0].Split(": ", 2, StringSplitOptions.None);
            var change = PythonText.Split(colon.Length > 1 ? colon[1] : colon[0], ",")[0];
            return (change, parts.Length > 1 ? parts[1] : "");
        }

        internal static bool IsYes(string word) => PythonText.Lower(word) == "yes";

        /// <summary>(from, to) when the text is "from X to Y." at its very start, with the final full stop.</summary>
        internal static (string From, string To)? Scenes(string locations) =>
            FromTo().Match(locations) is { Success: true } match
                ? (PythonText.Strip(match.Groups[1].Value), PythonText.Strip(match.Groups[2].Value))
                : null;

        [GeneratedRegex(@"\Afrom (.+?) to (.+?)\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
        private static partial Regex FromTo();
    }
}
