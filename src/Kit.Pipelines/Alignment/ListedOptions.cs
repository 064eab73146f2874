using System.Text.RegularExpressions;

namespace Kit.Pipelines.Alignment;

/// <summary>The options that a multiple-choice question lists in its own words, a letter and a line each.</summary>
internal static partial class ListedOptions
{
    /// <summary>Texts behind <c>(A)</c>, <c>A.</c>, <c>A)</c> or <c>A:</c> at the starts of lines, in the alphabet's
    /// order; none where there are fewer than two.</summary>
    public static Sequence<string> In(string question)
    {
        var lines = Option().Matches(question);
        var options = lines.Index().TakeWhile(line => line.Item.Groups["letter"].Value[0] == 'A' + line.Index)
            .Select(line => line.Item.Groups["text"].Value.Trim()).ToArray();
        return options.Length > 1 ? [.. options] : [];
    }

    [GeneratedRegex(
        @"^[ \t]*(?:\((?<letter>[A-Z])\)|(?<letter>[A-Z])[.):])[ \t]+(?<text>\S.*)$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Option();
}
