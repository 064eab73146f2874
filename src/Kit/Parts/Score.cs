using Kit.Expressions;

namespace Kit.Parts;

/// <summary>s(y), [B], nats: how much the policy likes an answer, before any β.</summary>
/// <remarks>s(y) = fold_t w_t·x_t with x from <see cref="Against"/>, w from <see cref="Tokens"/>, fold from
/// <see cref="Over"/>.</remarks>
/// <param name="Against">What the policy is compared with.</param>
/// <param name="Tokens">Which tokens count.</param>
/// <param name="Over">Sum or mean over them.</param>
public sealed record Score(Against Against, Tokens Tokens, Over Over)
{
    private static readonly Symbol Name = new("s(#1)", "s(#1)", "score");

    /// <summary>s of one answer, [B].</summary>
    public Expr Apply(Slot slot) => Over.Apply(Against.Apply(slot), Tokens.Apply(slot), slot).As(Name, slot);

    internal Score With(Against against) => this with { Against = against };

    internal Score With(Tokens tokens) => this with { Tokens = tokens };

    internal Score With(Over over) => this with { Over = over };
}
