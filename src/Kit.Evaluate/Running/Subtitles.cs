using System.Globalization;
using System.Text.RegularExpressions;

namespace Kit.Evaluate.Running;

/// <summary>Subtitles of a clip, for benchmarks that show them.</summary>
public static partial class Subtitles
{
    /// <summary>The lines that are shown at one of the given seconds, in order, joined by line breaks.</summary>
    /// <param name="srt">A SubRip text.</param>
    /// <param name="seconds">Times of the sampled frames.</param>
    public static string At(string srt, IReadOnlyList<double> seconds) => string.Join('\n',
        from block in Block().Matches(srt.Replace("\r\n", "\n", StringComparison.Ordinal))
        let start = Seconds(block, 1)
        let end = Seconds(block, 5)
        where seconds.Any(second => start <= second && second <= end)
        select Tag().Replace(block.Groups[9].Value.Trim().Replace('\n', ' '), ""));

    private static double Seconds(Match match, int group) =>
        Number(match, group) * 3600 + Number(match, group + 1) * 60 + Number(match, group + 2)
        + Number(match, group + 3) / 1000;

    private static double Number(Match match, int group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(\d+):(\d+):(\d+)[,.](\d+) --> (\d+):(\d+):(\d+)[,.](\d+)[^\n]*\n(.*?)(?=\n\n|\n*\z)",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
