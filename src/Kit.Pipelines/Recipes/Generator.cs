using Kit.Evaluate.Judging;

namespace Kit.Pipelines.Recipes;

/// <summary>Who answers: a model of the kit, or any model behind an OpenAI-compatible endpoint.</summary>
/// <remarks>A reply is a text or a failure with its reason, never a substitute. Two generators of one identity are the
/// same.</remarks>
public abstract partial record Generator
{
    private Generator(string identity, int maxTokens) => (Identity, MaxTokens) = (identity, maxTokens);

    /// <summary>Model, weights and decoding; stands in the provenance of every answer.</summary>
    public string Identity { get; }

    /// <summary>Longest answer, tokens; prices a plan.</summary>
    public int MaxTokens { get; }

    public sealed override string ToString() => Identity;

    /// <summary>A judge's endpoint, cache and recordings serve generation as well.</summary>
    /// <param name="judge">Who answers; <see cref="Judge.Cached"/> makes a second run free.</param>
    /// <param name="maxTokens">Longest answer, tokens.</param>
    /// <param name="concurrency">Most questions that are open at one time.</param>
    public static Generator From(Judge judge, int maxTokens = 256, int concurrency = 8) =>
        new Apart(judge, maxTokens, concurrency);

    /// <summary>A function of what is asked.</summary>
    public static Generator From(string identity, Func<Inquiry, string> answer) =>
        new Together(identity, 0, 1, asked => [.. asked.Select(answer)]);

    /// <summary>Answers one question at a time, several of them at once; each is on disk as soon as it is there.</summary>
    internal sealed record Apart(Judge Judge, int MaxTokens, int Concurrency) : Generator(Judge.Identity, MaxTokens)
    {
        public bool Equals(Apart? other) => other is not null && other.Identity == Identity;

        public override int GetHashCode() => Identity.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Answers the questions about a few clips together, in one process.</summary>
    /// <remarks>Batches are the same whether a run was cut off or not, because sums of floats depend on them.</remarks>
    internal sealed record Together(
        string Identity, int MaxTokens, int ClipsPerBatch, Func<IReadOnlyList<Inquiry>, IReadOnlyList<string>> Answer)
        : Generator(Identity, MaxTokens)
    {
        public bool Equals(Together? other) => other is not null && other.Identity == Identity;

        public override int GetHashCode() => Identity.GetHashCode(StringComparison.Ordinal);
    }
}
