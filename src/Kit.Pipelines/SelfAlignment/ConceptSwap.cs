using Kit.Data.MovingShapes;
using Kit.Pairs;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>What the model said instead of each key concept of the truth.</summary>
public static class ConceptSwap
{
    /// <summary>The truth rewritten with the model's wrong concepts: the n-th concept of a kind stands against the
    /// n-th of
    /// that kind in the answer; what the answer does not name stays true.</summary>
    public static Contrast Rewritten(Question question, string answer)
    {
        var said = Lexicon.Find(answer).GroupBy(c => c.Category)
            .ToDictionary(g => g.Key, g => new Queue<string>(g.Select(c => c.Value)));
        return Rewrite.Minimal(question.Truth, [.. question.Concepts.Select(c => Next(said, c))]);
    }

    private static string Next(Dictionary<Category, Queue<string>> said, Concept truth) =>
        said.TryGetValue(truth.Category, out var values) && values.TryDequeue(out var value) ? value : truth.Value;
}
