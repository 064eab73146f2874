using System.Text;

namespace Kit.Report.Rendering;

/// <summary>Text that Markdown must show as it is.</summary>
internal static class Markdown
{
    private const string Special = "\\`*_<>#|~$";

    /// <summary>One line, with every character that Markdown reads taken literally.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        var line = Plain.OneLine(text);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '&') escaped.Append("&amp;");
            else if (Special.Contains(line[i], StringComparison.Ordinal) || ClosesLink(line, i))
                escaped.Append('\\').Append(line[i]);
            else escaped.Append(line[i]);
        }

        return escaped.ToString();
    }

    /// <summary>Brackets are links only where an address or a definition follows.</summary>
    private static bool ClosesLink(string line, int at) =>
        line[at] == ']' && at + 1 < line.Length && line[at + 1] is ('(' or '[' or ':');

    /// <summary>As <see cref="Escape"/>, and no line becomes a list, a quotation or a rule.</summary>
    public static string Paragraph(string text)
    {
        var escaped = Escape(text).Trim();
        return escaped is [('-' or '+' or '=') and var first, .. var rest] ? $"\\{first}{rest}" : Numbered(escaped);
    }

    private static string Numbered(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and < 10 && digits < text.Length && text[digits] is ('.' or ')')
            ? text.Insert(digits, "\\")
            : text;
    }

    /// <summary>A fenced block; the fence is longer than any run of back-ticks inside.</summary>
    public static string Fence(string text, string language)
    {
        var clean = Plain.Lines(text);
        var fence = "```";
        while (clean.Contains(fence, StringComparison.Ordinal)) fence += "`";
        return $"{fence}{language}\n{clean.TrimEnd('\n')}\n{fence}\n";
    }
}
