using Kit.Expressions;

namespace Kit.Torch.Heads;

/// <summary>What a head is asked of every token.</summary>
/// <remarks>A head knows <c>policy.logp</c>, <c>kl</c>, <c>entropy</c> and <c>policy.log_squares</c>.</remarks>
/// <param name="Moved">With gradient: what the loss reads.</param>
/// <param name="Watched">Without: what is only reported, or enters the loss as a constant.</param>
/// <param name="Reference">For <c>kl</c>; null where it is not asked for.</param>
public sealed record Asked(Sequence<Quantity> Moved, Sequence<Quantity> Watched, ReferenceStates? Reference)
{
    /// <summary>log π(y_t) alone, with gradient.</summary>
    public static Asked LogProbability { get; } = new([Quantity.PolicyLogp], [], null);

    /// <summary>All of it, each once; what is moved comes first.</summary>
    public IEnumerable<Quantity> Quantities => Moved.Concat(Watched);

    /// <summary>One more quantity, with gradient.</summary>
    public Asked With(Quantity moved) => Moved.Contains(moved) ? this
        : this with { Moved = Moved.Add(moved), Watched = [.. Watched.Where(q => q != moved)] };

    /// <summary>One more quantity, without gradient unless it has one already.</summary>
    public Asked Watching(Quantity watched) =>
        Quantities.Contains(watched) ? this : this with { Watched = Watched.Add(watched) };

    /// <summary>KL(ref‖policy) from that reference, with gradient.</summary>
    public Asked With(ReferenceStates reference) => (this with { Reference = reference }).With(Quantity.Kl);

    /// <summary>KL(ref‖policy) from that reference, without gradient unless it has one already.</summary>
    public Asked Watching(ReferenceStates reference) => (this with { Reference = reference }).Watching(Quantity.Kl);

    /// <exception cref="ArgumentException">A head does not know a quantity, or KL lacks its reference.</exception>
    internal IReadOnlyList<TokenStatistic> Statistics => Reference is null && Quantities.Contains(Quantity.Kl)
        ? throw new ArgumentException(
            $"{Quantity.Kl}: expected the reference's states, got none. Keep them: {nameof(ReferenceStates)}.")
        : [.. Quantities.Select(TokenStatistic.From)];

    public override string ToString() => $"moved {Moved}, watched {Watched}";
}
