using System.Text.RegularExpressions;

namespace FFMpegCore;

/// <summary>Quoting as .NET's own command-line parser undoes it: also for names with blanks and quotes.</summary>
internal static partial class CommandLine
{
    public static string Quote(string argument) => $"\"{Quotes().Replace(argument, "$1$1\\\"")}{Trailing(argument)}\"";

    private static string Trailing(string argument) => new('\\', argument.Length - argument.TrimEnd('\\').Length);

    [GeneratedRegex("""(\\*)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Quotes();
}
