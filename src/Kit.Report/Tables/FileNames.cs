namespace Kit.Report;

/// <summary>Names of files that every system takes.</summary>
public static class FileNames
{
    private const int Longest = 80;

    /// <summary>A title as a name: lower-case letters and digits of ASCII, everything else one hyphen; "table" where
    /// nothing is left.</summary>
    public static string From(string title)
    {
        var spaced = string.Concat(title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' '));
        var name = string.Join('-', spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return name == "" ? "table" : name[..Math.Min(name.Length, Longest)].TrimEnd('-');
    }

    /// <summary>The name, where it cannot leave its folder.</summary>
    internal static string Require(string name) =>
        name.Length is > 0 and <= Longest && name[0] != '.'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
            ? name
            : throw new ArgumentException(
                $"File name: expected 1 to {Longest} letters, digits, hyphens or dots, got '{name}'. "
                + "Make one of any text with FileNames.From(text).");
}
