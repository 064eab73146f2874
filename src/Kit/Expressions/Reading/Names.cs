using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kit.Expressions.Reading;

/// <summary>Finds names in a formula: the longest of those that are known, with slot and number.</summary>
internal sealed partial class Names(IEnumerable<string> patterns)
{
    private readonly string[] patterns = [.. patterns.Distinct()];

    /// <summary>The name at a place; null when none begins there.</summary>
    public Mention? At(string text, int position) => patterns
        .SelectMany(pattern => Matches(pattern, text, position)).MaxBy(found => found.End);

    /// <summary>A new name at a place: a word, perhaps with a slot.</summary>
    public static Mention? Word(string text, int position) =>
        Identifier().Match(text, position) is { Success: true, Value: var word }
            ? Matches(word, text, position).MaxBy(found => found.End)
            : null;

    private static IEnumerable<Mention> Matches(string pattern, string text, int position)
    {
        if (Notation.HasPlace(pattern) && Placed(pattern, text, position) is { } placed) yield return placed;
        var stem = Notation.Bare(pattern);
        var end = position + stem.Length;
        if (pattern.Contains("#1", StringComparison.Ordinal) && !pattern.EndsWith("(#1)", StringComparison.Ordinal)
            || stem.Length == 0 || !Begins(text, position, stem) || Continues(text, end)) yield break;
        if (!Notation.HasPlace(pattern) && Slotted(text, end, ")", "(") is { } slotted)
            yield return Numbered(stem, slotted.Slot, text, slotted.End);
        if (end >= text.Length || text[end] != '(') yield return Numbered(stem, null, text, end);
    }

    /// <summary>prefix slot suffix; an empty slot only where the two sides tell it, as in ||.</summary>
    private static Mention? Placed(string pattern, string text, int position)
    {
        var place = pattern.IndexOf("#1", StringComparison.Ordinal);
        var (prefix, suffix) = (pattern[..place], pattern[(place + 2)..]);
        var stem = Notation.Bare(pattern);
        return Slotted(text, position, suffix, prefix) is { } found ? Numbered(stem, found.Slot, text, found.End)
            : !pattern.EndsWith("(#1)", StringComparison.Ordinal) && Begins(text, position, stem)
                ? Numbered(stem, null, text, position + stem.Length)
            : null;
    }

    private static (Slot Slot, int End)? Slotted(string text, int position, string suffix, string prefix) =>
        Begins(text, position, prefix) && SlotAt(text, position + prefix.Length) is { } found
        && Begins(text, found.End, suffix) ? (found.Slot, found.End + suffix.Length) : null;

    /// <summary>y_w, y_l[1], y_w@crop, "any name"; y alone is whichever answer is asked for.</summary>
    public static (Slot Slot, int End)? SlotAt(string text, int position)
    {
        if (SlotText().Match(text, position) is not { Success: true } found) return null;
        var (name, index, view) = (found.Groups["name"].Value, found.Groups["index"], found.Groups["view"]);
        var end = position + found.Length;
        if (name == Slot.Any && found.Length == 1) return (Mention.Any, end);
        var digits = index.Success ? index.Value : "0";
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (new(Plain(name), number, view.Success ? Unquoted(view.Value) : ""), end)
            : null;
    }

    private static string Plain(string name) =>
        Slot.Letters.FirstOrDefault(known => known.Value == name).Key ?? Unquoted(name);

    private static string Unquoted(string name)
    {
        if (name[0] != '"') return name;
        var plain = new StringBuilder();
        for (var k = 1; k < name.Length - 1; k++) plain.Append(name[k] == '\\' ? name[++k] : name[k]);
        return plain.ToString();
    }

    private static Mention Numbered(string stem, Slot? slot, string text, int end)
    {
        var found = Raised().Match(text, end);
        if (!found.Success) return new(stem, slot, 1, end);
        var digits = string.Concat(found.Groups[1].Value.Select(digit =>
            Notation.UnicodeText.Raised.IndexOf(digit, StringComparison.Ordinal)));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(stem, slot, version, end + found.Length)
            : new(stem, slot, 1, end);
    }

    private static bool Begins(string text, int position, string word) => position + word.Length <= text.Length
        && string.CompareOrdinal(text, position, word, 0, word.Length) == 0;

    /// <summary>Whether a word goes on here: s is no name in sort.</summary>
    private static bool Continues(string text, int end) =>
        end < text.Length && end > 0 && Letter(text[end - 1]) && Letter(text[end]);

    private static bool Letter(char one) => char.IsLetterOrDigit(one) || one is '_' or '′'
        || char.GetUnicodeCategory(one) is UnicodeCategory.NonSpacingMark || one is >= '₀' and <= '₋';

    [GeneratedRegex(@"\G[\p{L}_][\p{L}\p{Nd}\p{Mn}_′₀-₋]*")]
    private static partial Regex Identifier();

    private const string Role = @"[\p{L}\p{N}_.\-]+|""(?:[^""\\]|\\.)*""";

    [GeneratedRegex($@"\G(?<name>y′|{Role})(?:\[(?<index>-?[0-9]+)\])?(?:@(?<view>{Role}))?", RegexOptions.Singleline)]
    private static partial Regex SlotText();

    [GeneratedRegex("\\G⁽([⁰¹²³⁴-⁹]+)⁾")]
    private static partial Regex Raised();
}
