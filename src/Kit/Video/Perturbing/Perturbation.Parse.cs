using System.Globalization;

namespace Kit.Video;

public abstract partial record Perturbation
{
    /// <summary>Perturbations by the name of their text form, with the numbers that they take; without numbers their
    /// defaults.</summary>
    private static (string Name, string Numbers, Func<double[], Perturbation?> From)[] Forms =>
    [
        ("none", "", n => n is [] ? None : null), ("rrpo", "", n => n is [] ? Rrpo : null),
        ("leanpo", "", n => n is [] ? LeanPo : null),
        ("block-mask", ":LOW:HIGH", n => n is [] ? new BlockMask() : n is [var a, var b] ? new BlockMask(a, b) : null),
        ("temporal-mask", ":LOW:HIGH", n =>
            n is [] ? new TemporalMask() : n is [var a, var b] ? new TemporalMask(a, b) : null),
        ("local-shuffle", ":WINDOW", n =>
            n is [] ? new LocalShuffle() : n is [var w] && w == (int)w ? new LocalShuffle((int)w) : null),
        ("global-shuffle", "", n => n is [] ? new GlobalShuffle() : null),
        ("drop-frames", ":KEEP", n =>
            n is [] ? new DropFrames() : n is [var k] && k == (int)k ? new DropFrames((int)k) : null),
        ("resized-crop", ":LOW:HIGH", n =>
            n is [] ? new ResizedCrop() : n is [var a, var b] ? new ResizedCrop(a, b) : null),
        ("colour-jitter", ":BRIGHTNESS:CONTRAST:SATURATION:HUE", n => n is [] ? new ColourJitter()
            : n is [var b, var c, var s, var h] ? new ColourJitter(b, c, s, h) : null),
        ("greyscale", "", n => n is [] ? new Greyscale() : null),
        ("blur", ":LOW:HIGH", n => n is [] ? new GaussianBlur() : n is [var a, var b] ? new GaussianBlur(a, b) : null),
        ("flip", "", n => n is [] ? new HorizontalFlip() : null),
    ];

    /// <summary>Reads a text form back, such as <c>block-mask:0.25:0.5 + local-shuffle:4</c>; <c>rrpo</c>,
    /// <c>leanpo</c> and names without numbers are the papers' own.</summary>
    /// <exception cref="FormatException">No form fits; all are named.</exception>
    public static Perturbation Parse(string text) => Split(text).Aggregate(None, (all, part) => all.Then(One(part)));

    private static Perturbation One(string text)
    {
        if (text.StartsWith("sometimes:", StringComparison.Ordinal) && text.EndsWith(')')
            && text.IndexOf('(', StringComparison.Ordinal) is > 0 and var open
            && Numbers(text["sometimes:".Length..open]) is [var probability])
            return new Sometimes(probability, Parse(text[(open + 1)..^1]));
        var name = text.Split(':')[0];
        var form = Forms.FirstOrDefault(one => one.Name == name).From;
        return form is not null && Numbers(text[name.Length..].TrimStart(':')) is { } numbers
            && form(numbers) is { } known ? known : throw new FormatException(
                $"perturbation: expected {string.Join(", ", Forms.Select(one => one.Name + one.Numbers))} or "
                + $"sometimes:SHARE(…), joined by +, got \"{text}\". Write for example block-mask + local-shuffle:4.");
    }

    /// <summary>The parts between those + that stand outside all brackets.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var (from, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
            if (text[at] != '+' || depth > 0) continue;
            yield return text[from..at].Trim();
            from = at + 1;
        }

        yield return text[from..].Trim();
    }

    private static double[]? Numbers(string text)
    {
        var parts = text.Length == 0 ? [] : text.Split(':');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!double.TryParse(
                parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out numbers[i])) return null;
        return numbers;
    }
}
