using System.Text.RegularExpressions;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Benchmarks;

/// <summary>The text around a question: part of the protocol, because it decides the score.</summary>
/// <param name="Template">With the fields {question}, {stem} (its first line), {options} and, where shown,
/// {subtitles}.</param>
/// <param name="Option">One option's text, with the fields {letter}, {lower} (the letter in lower case) and
/// {option}.</param>
/// <param name="Separator">Between options.</param>
public sealed partial record Prompt(string Template, string Option = "", string Separator = "\n")
{
    /// <summary>The question as it is asked; text of the question is never taken for a field.</summary>
    public string Apply(Item item) => Fill(Template, name => name switch
    {
        "question" => item.Question,
        "stem" => item.Question.Split('\n')[0],
        "subtitles" => item["subtitles"],
        "options" => string.Join(Separator, item.Options.Select(Written)),
        _ => null,
    });

    public override string ToString() => Option == "" ? Template : $"{Template} with options as {Option}";

    /// <summary>A text with its {fields} replaced; what a field holds is not read for fields.</summary>
    /// <param name="template">The text.</param>
    /// <param name="value">A field's name → what stands in its place; null leaves it as it is.</param>
    public static string Fill(string template, Func<string, string?> value) =>
        Field().Replace(template, match => value(match.Groups[1].Value) ?? match.Value);

    private string Written(string option, int index) => Fill(Option, name => name switch
    {
        "letter" => OptionLetter.Of(index),
        "lower" => OptionLetter.Of(index).ToLowerInvariant(),
        "option" => option,
        _ => null,
    });

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
