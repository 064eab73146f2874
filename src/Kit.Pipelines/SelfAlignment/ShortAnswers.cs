using Kit.Data.MovingShapes;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>What a short answer says, in all ways in which one could like it without looking.</summary>
internal static class ShortAnswers
{
    /// <summary>Of yes or no: itself, about the value that is doubted. Of a choice: its letter, and the value of the
    /// asked kind behind it. Of an open answer: all values of the truth's kinds. A caption says too much.</summary>
    public static IEnumerable<(string Kind, string Value)> Of(Question question, string answer) => question.Form switch
    {
        Form.YesNo => [(Kind(question, Doubted(question)), First(answer))],
        Form.MultipleChoice =>
            [(Kind(question, "letter"), First(answer)), (Kind(question, "value"), Named(question, answer))],
        Form.Open => [(Kind(question, "values"), All(question, answer))],
        _ => [],
    };

    private static string Kind(Question question, string what) => $"{question.Skill}, {question.Form}, {what}";

    private static string First(string answer) => Lexicon.Find(answer)[0].Value;

    /// <summary>The value that a question of yes or no asks about, else its last word.</summary>
    private static string Doubted(Question question) =>
        Lexicon.Find(question.Text).LastOrDefault(concept => IsAsked(question, concept))?.Value
            ?? question.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];

    /// <summary>The values of the asked kind; none for an option that has none, such as which shape it is that
    /// appears.</summary>
    private static string Named(Question question, string answer) => string.Join(
        ' ', Lexicon.Find(answer).Where(concept => IsAsked(question, concept)).Select(concept => concept.Value));

    private static string All(Question question, string answer) => string.Join(
        ' ', Lexicon.Find(answer).Where(concept => question.Concepts.Any(one => one.Category == concept.Category))
            .Select(concept => concept.Value));

    /// <summary>Skills bear their category's name; of orders and changes it is the change.</summary>
    private static bool IsAsked(Question question, Concept concept) => concept.Category == question.Skill switch
    {
        Skill.Colour => Category.Colour,
        Skill.Shape => Category.Shape,
        Skill.Direction => Category.Direction,
        Skill.Speed => Category.Speed,
        Skill.Count => Category.Count,
        _ => Category.Change,
    };
}
