using Kit.Pairs;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Shapes;

/// <summary>Whether answers are made of the world's words; drawn ones may hold padding and other marks.</summary>
public static class Spoken
{
    /// <summary>Keeps the drafts whose fields are.</summary>
    public static Named<Draft, Fate> In(params string[] fields) => Named.From(
        $"words of the vocabulary in {string.Join(", ", fields)}, 1",
        (Draft one) => fields.All(field => IsSpoken(one[field]))
            ? (Fate)new Fate.Used() : new Fate.Dropped(Reason.Unparsed));

    private static bool IsSpoken(string text)
    {
        try
        {
            return Lab.Tokenizer.Encode(text).Count > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
