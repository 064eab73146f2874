using System.Globalization;
using System.Text.RegularExpressions;

namespace Kit.Report.Notebooks;

/// <summary>A value given from outside, which replaces one of the notebook's parameters.</summary>
/// <param name="Name">An identifier.</param>
/// <param name="Value">As written: <c>true</c>, <c>20</c>, <c>0.1</c>; everything else is text.</param>
public sealed partial record NotebookParameter(string Name, string Value)
{
    /// <summary>Reads <c>name=value</c>.</summary>
    /// <exception cref="ArgumentException">It has another form.</exception>
    public static NotebookParameter Parse(string text) =>
        text.Split('=', 2) is [var name, var value] && Identifier().IsMatch(name)
            ? new(name, value)
            : throw new ArgumentException($"--param {text}: expected name=value, got something else. "
                + "Write --param steps=20.");

    /// <summary>The statement that gives the name its value.</summary>
    internal string In(Language language) => language == Language.FSharp
        ? $"let {Name} = {Literal}" : $"var {Name} = {Literal};";

    private string Literal => Value is "true" or "false" || Number(Value) ? Value
        : $"\"{string.Concat(Value.Select(Escaped))}\"";

    private static bool Number(string text) => NumberText().IsMatch(text) && (text.AsSpan().ContainsAny('.', 'e', 'E')
        ? double.TryParse(text, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        < ' ' or '\u007F' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        _ => c.ToString(),
    };

    [GeneratedRegex(@"^[A-Za-z_]\w*$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^-?\d+(\.\d+([eE]-?\d+)?)?$")]
    private static partial Regex NumberText();
}
