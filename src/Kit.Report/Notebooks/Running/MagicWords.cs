using System.Text.RegularExpressions;

namespace Kit.Report.Notebooks.Running;

/// <summary>What follows a magic command's name: options with values, flags, and free words.</summary>
/// <param name="Options">By their names without dashes; a flag's value is empty.</param>
/// <param name="Free">Words that belong to no option.</param>
internal sealed record MagicWords(IReadOnlyDictionary<string, string> Options, Sequence<string> Free)
{
    /// <summary>Options that stand alone.</summary>
    private static readonly string[] Flags = ["byref"];

    public static MagicWords Parse(string text)
    {
        var words = Regex.Matches(text, "\"([^\"]*)\"|(\\S+)")
            .Select(word => word.Groups[1].Success ? word.Groups[1].Value : word.Value).ToArray();
        var (options, free) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal)) free.Add(words[i]);
            else if (Flags.Contains(words[i][2..])) options[words[i][2..]] = "";
            else options[words[i][2..]] = i + 1 < words.Length ? words[++i] : "";
        }

        return new MagicWords(options, Sequence.From(free));
    }

    public string? this[string option] => Options.GetValueOrDefault(option);

    /// <summary>The first option that is none of these.</summary>
    public string? Unknown(params string[] known) => Options.Keys.FirstOrDefault(option => !known.Contains(option));
}
