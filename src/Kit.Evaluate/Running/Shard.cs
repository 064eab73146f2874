namespace Kit.Evaluate.Running;

/// <summary>A share of a run's clips, so that many processes can divide it; merged they equal one run.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Count">Shares in all.</param>
public sealed record Shard(int Index = 0, int Count = 1)
{
    /// <summary>All clips.</summary>
    public static Shard Whole { get; } = new();

    public int Index { get; } = Index >= 0 && Index < Count ? Index : throw new ArgumentOutOfRangeException(
        nameof(Index), FormattableString.Invariant($"shard: expected 0 to {Count - 1}, got {Index}. Count from 0."));

    /// <summary>Reads "0/4".</summary>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && int.TryParse(parts[0], out var index) && int.TryParse(parts[1], out var count)
            && index >= 0 && index < count
                ? new Shard(index, count)
                : throw new FormatException($"shard: expected I/N with 0 ≤ I < N, got \"{text}\". Write 0/4, 1/4, …");
    }

    /// <summary>Whether the clip at a place is in this share.</summary>
    public bool Holds(int place) => place % Count == Index;

    /// <summary>The file of its answers.</summary>
    public string File => Count == 1 ? "answers.jsonl"
        : FormattableString.Invariant($"answers-{Index}-of-{Count}.jsonl");
}
