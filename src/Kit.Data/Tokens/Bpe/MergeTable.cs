namespace Kit.Data.Tokens.Bpe;

/// <summary>Which two neighbouring tokens become which third, and in what order of preference.</summary>
internal sealed class MergeTable
{
    private readonly Dictionary<(int Left, int Right), (int Rank, int Id)> merges = [];

    /// <summary>Adds the next merge; of two that agree the later one holds, as in the reference.</summary>
    public void Add(int left, int right, int merged) => merges[(left, right)] = (merges.Count, merged);

    /// <summary>Merges the pair of lowest rank, the leftmost of equals, until none is left. O(n log n).</summary>
    /// <param name="symbols">Bytes or characters; <see cref="Symbol.None"/> merges with nothing.</param>
    public List<Symbol> Apply(List<Symbol> symbols)
    {
        if (symbols.Count < 2) return symbols;
        var chain = new Chain(symbols);
        var queue = new PriorityQueue<Candidate, long>(symbols.Count);
        for (var i = 0; i + 1 < symbols.Count; i++) Offer(queue, chain, i);
        while (queue.TryDequeue(out var best, out _))
        {
            if (!chain.Holds(best)) continue;
            var left = chain.Merge(best);
            Offer(queue, chain, chain.Before(left));
            Offer(queue, chain, left);
        }

        return chain.ToList();
    }

    private void Offer(PriorityQueue<Candidate, long> queue, Chain chain, int left)
    {
        var right = left < 0 ? -1 : chain.After(left);
        if (right < 0 || !merges.TryGetValue((chain[left].Id, chain[right].Id), out var merge)) return;
        var candidate = new Candidate(left, right, chain[left].Id, chain[right].Id, merge.Id);
        queue.Enqueue(candidate, ((long)merge.Rank << 32) | (uint)left);
    }

    /// <summary>A merge that was possible when it was queued.</summary>
    internal readonly record struct Candidate(int Left, int Right, int LeftId, int RightId, int Merged);
}
