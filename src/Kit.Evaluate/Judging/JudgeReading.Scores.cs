using System.Globalization;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Judging;

public abstract partial record JudgeReading
{
    /// <summary>Zero-shot question answering: {'pred': 'yes' or 'no', 'score': 0 to 5}, read as a Python
    /// literal.</summary>
    /// <remarks>Quirks of <see cref="JudgeScale.Truncated"/>, kept: "yes" is looked for before "no", anywhere
    /// ("unknown" is a no, "yesterday" a yes); with neither the score alone counts; without a field the question is
    /// dropped; sets, bytes and complex numbers leave an unreadable file; a score of '4.5' or None, a pred that is no
    /// text, stop the whole script; code fences, prose, JSON's null and true are asked again, without limit there.
    /// <see cref="JudgeScale.AsWritten"/> is strict: pred must be yes or no and the score a number from 0 to
    /// 5.</remarks>
    public sealed record YesNoScore(JudgeScale Scale = JudgeScale.Truncated) : JudgeReading
    {
        public override string Name => $"pred and score, {Lower(Scale)}";

        public override Ruling Apply(string? output, string truth)
        {
            if (output is null || PythonLiteral.Parse(output) is not { } value) return Malformed(output);
            if (Scale == JudgeScale.AsWritten) return Strict(value);
            if (!value.Dumps) return new Ruling.Unreadable("a value that JSON cannot hold");
            if (value.Holds("score") is not { } score || value.Holds("pred") is not { } pred)
                return new Ruling.Stops("TypeError");
            return score && pred ? Counted(value) : new Ruling.Dropped("without pred or score");
        }

        private static Ruling Counted(PythonValue value) =>
            value is not PythonValue.Dictionary map ? new Ruling.Stops("TypeError")
            : Whole(map["score"]!) is not { } score ? new Ruling.Stops(Raised(map["score"]!))
            : map["pred"] is not PythonValue.Text pred ? new Ruling.Stops("AttributeError")
            : new Ruling.Decided(Polarity(PythonText.Lower(pred.Value)), score);

        private static Verdict Polarity(string pred) =>
            pred.Contains("yes", StringComparison.Ordinal) ? Verdict.Correct
            : pred.Contains("no", StringComparison.Ordinal) ? Verdict.Wrong
            : Verdict.Unparsed;

        private static Ruling Strict(PythonValue value) => value is PythonValue.Dictionary map
            && map["pred"] is PythonValue.Text pred && Clean(pred.Value) is "yes" or "no"
            && InRange(map["score"]) is { } score
                ? new Ruling.Decided(
                    Clean(((PythonValue.Text)map["pred"]!).Value) == "yes" ? Verdict.Correct : Verdict.Wrong, score)
                : new Ruling.AskAgain("not {'pred': 'yes' or 'no', 'score': 0 to 5}");

        private static string Clean(string text) => PythonText.Lower(PythonText.Strip(text)).TrimEnd('.');
    }

    /// <summary>Video-ChatGPT: {'score': 0 to 5}, read as a Python literal.</summary>
    /// <remarks>Quirks of <see cref="JudgeScale.Truncated"/>, kept: scores above 5 and below 0 count; other keys are
    /// ignored; an output that parses but has no usable score, or that JSON cannot hold, stops the whole script; one
    /// that does not parse is asked again. <see cref="JudgeScale.AsWritten"/> is strict.</remarks>
    public sealed record ScoreOnly(JudgeScale Scale = JudgeScale.Truncated) : JudgeReading
    {
        public override string Name => $"score, {Lower(Scale)}";

        public override Ruling Apply(string? output, string truth)
        {
            if (output is null || PythonLiteral.Parse(output) is not { } value) return Malformed(output);
            var score = (value as PythonValue.Dictionary)?["score"];
            if (Scale == JudgeScale.AsWritten) return InRange(score) is { } exact
                ? new Ruling.Decided(Verdict.Correct, exact)
                : new Ruling.AskAgain("not {'score': 0 to 5}");
            return !value.Dumps ? new Ruling.Stops("JSONDecodeError")
                : value is not PythonValue.Dictionary ? new Ruling.Stops("TypeError")
                : score is null ? new Ruling.Stops("KeyError")
                : Whole(score) is { } whole ? new Ruling.Decided(Verdict.Correct, whole)
                : new Ruling.Stops(Raised(score));
        }
    }

    private static Ruling.AskAgain Malformed(string? output) =>
        new(output is null ? "the request failed" : "no Python literal");

    private static double? Whole(PythonValue score) => (double?)score.ToInteger();

    private static string Raised(PythonValue score) => score switch
    {
        PythonValue.Text => "ValueError",
        PythonValue.Float => "OverflowError",
        _ => "TypeError",
    };

    private static double? InRange(PythonValue? score)
    {
        double? number = score switch
        {
            PythonValue.Integer whole => (double)whole.Value,
            PythonValue.Float real => real.Value,
            PythonValue.Text text when double.TryParse(
                text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => null,
        };
        return number is >= 0 and <= 5 ? number : null;
    }

    private static string Lower(JudgeScale scale) =>
        scale == JudgeScale.Truncated ? "score through int()" : "score as written (strict)";
}
