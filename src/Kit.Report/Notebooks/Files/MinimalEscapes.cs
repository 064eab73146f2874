using System.Globalization;
using System.Text;

namespace Kit.Report.Notebooks.Files;

/// <summary>A string in JSON with only the escapes that ECMA-404 asks for, as JSON.stringify writes them.</summary>
internal static class MinimalEscapes
{
    public static string From(string text)
    {
        var json = new StringBuilder(text.Length + 2);
        for (var i = 0; i < text.Length; i++) json.Append(From(text, i));
        return json.ToString();
    }

    private static string From(string text, int i) => text[i] switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < ' ' => Code(text[i]),
        var c when char.IsSurrogate(c) && !Paired(text, i) => Code(c),
        var c => c.ToString(),
    };

    private static bool Paired(string text, int i) =>
        (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
        || (i > 0 && char.IsSurrogatePair(text[i - 1], text[i]));

    private static string Code(char c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);
}
