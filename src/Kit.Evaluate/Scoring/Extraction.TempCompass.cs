using Kit.Evaluate.Benchmarks;

namespace Kit.Evaluate.Scoring;

public abstract partial record Extraction
{
    /// <summary>TempCompass, multi-choice: the answer word for word, one letter A–D, "B. …" or "B) …".</summary>
    /// <remarks>Quirks, kept: the text behind the letter is ignored, so "B.A" is B; "(B)", "b", "B: x", "B⏎x", "E" and
    /// full-width letters are not recognised and go to the judge; a null is wrong, not recognised and never
    /// judged.</remarks>
    public sealed record ChoiceStart : Extraction
    {
        public override string Name => "starts with a letter A–D (TempCompass)";

        public override Finding? OfNull => new(null, Verdict.Wrong);

        public override Finding Apply(Item item, string answer)
        {
            var text = TempCompass.Clean(answer);
            if (item.Truth.Length == 0) throw new ArgumentException(
                "Multi-choice: expected a true answer such as 'B. text', got none. Correct the question's answer.");
            if (text == item.Truth) return Finding.From(text, right: true);
            return Letter(text) is { } letter ? Finding.From(letter, letter == item.Truth[..1]) : Finding.None;
        }

        private static string? Letter(string text) =>
            text.Length > 0 && text[0] is >= 'A' and <= 'D' && (text.Length == 1 || text[1] is '.' or ')')
                ? text[..1]
                : null;
    }

    /// <summary>TempCompass, caption matching: a whole option line, its sentence, its label or the label's last
    /// word.</summary>
    /// <remarks>Options are the question's lines after the first. Quirks, kept: later checks override earlier ones;
    /// dots are deleted for labels only ("..A..", "Caption A." match, a sentence with one dot more does not);
    /// "A) sentence" matches by the part between the first and the second ") "; a second ": " cuts the option's
    /// sentence ("Note: …" becomes "Note"); a sentence that is also a label makes that answer right for either truth.
    /// A question that ends in a line break, a truth without ": " and a truth whose label is one word stop the official
    /// scorer and are refused here. A null is wrong, not recognised and never judged.</remarks>
    public sealed record CaptionLine : Extraction
    {
        private static readonly string[] Kinds = ["Sentence ", "Option ", "Caption "];

        public override string Name => "an option's line, sentence or label (TempCompass)";

        public override Finding? OfNull => new(null, Verdict.Wrong);

        public override Finding Apply(Item item, string answer)
        {
            var recognised = Recognise(PythonText.Split(item.Question, "\n")[1..], TempCompass.Clean(answer));
            return recognised is null ? Finding.None : Finding.From(recognised, Names(item.Truth, recognised));
        }

        private static string? Recognise(string[] lines, string text)
        {
            var sentences = lines.Select(line => Sentence(line)).ToArray();
            var labels = lines.Select(line => PythonText.Split(line, ": ")[0]).ToArray();
            return labels.Concat(labels.Select(Short)).LastOrDefault(
                    label => label == text || label == text.Replace(".", "", StringComparison.Ordinal))
                ?? sentences.LastOrDefault(
                    sentence => sentence == text
                        || (text.Contains(") ", StringComparison.Ordinal)
                            && sentence == PythonText.Split(text, ") ")[1]))
                ?? lines.LastOrDefault(line => line == text);
        }

        private static bool Names(string truth, string recognised) =>
            recognised == truth
            || recognised == PythonText.Split(truth, ":")[0]
            || recognised == Sentence(truth)
            || recognised == Second(PythonText.Words(PythonText.Split(truth, ": ")[0]), truth);

        private static string Short(string label) =>
            Kinds.Aggregate(label, (rest, kind) => rest.Replace(kind, "", StringComparison.Ordinal));

        private static string Sentence(string line) => Second(PythonText.Split(line, ": "), line);

        private static string Second(string[] parts, string line) => parts.Length > 1 ? parts[1]
            : throw new ArgumentException(
                $"Caption matching: expected an option such as 'Caption A: sentence', got '{line}'. "
            + "The official scorer stops here; correct the question.");
    }

    /// <summary>Nothing is read: a judge decides on the text.</summary>
    /// <remarks>TempCompass' captions, zero-shot question answering, Video-ChatGPT's five metrics. A null is wrong and
    /// never judged.</remarks>
    public sealed record LeftToJudge : Extraction
    {
        public override string Name => "left to the judge";

        public override Finding? OfNull => new(null, Verdict.Wrong);

        public override Finding Apply(Item item, string answer) => Finding.None;
    }
}
