using Kit.Expressions;

namespace Kit.Parts;

/// <summary>s(y), [B], nats: how much the policy likes an answer, before any β.</summary>
/// <remarks>s(y) = f(fold_t w_t·x_t + α·D(y)) with x from <see cref="Against"/>, w from <see cref="Tokens"/>, fold from
/// <see cref="Over"/>, f from <see cref="Shape"/>, α·D from <see cref="Correction"/>.</remarks>
/// <param name="Against">What the policy is compared with.</param>
/// <param name="Tokens">Which tokens count.</param>
/// <param name="Over">Sum or mean over them.</param>
/// <param name="Shape">A function of the folded score.</param>
/// <param name="Correction">What divergence adds to it.</param>
public sealed record Score(Against Against, Tokens Tokens, Over Over, Shape Shape, Correction Correction)
{
    private static readonly Symbol Name = new("s(#1)", "s(#1)", "score");
    private static readonly Symbol Shaped = new("f(#1)", "f(#1)", "shaped");

    /// <summary>Unshaped and uncorrected.</summary>
    public Score(Against against, Tokens tokens, Over over)
        : this(against, tokens, over, new Shape.Identity(), new Correction.None()) { }

    /// <summary>f of one answer, [B].</summary>
    public Expr Apply(Slot slot)
    {
        var corrected = Bare(slot) + Correction.Apply(slot);
        return Shape is Shape.Identity && Correction is Correction.None
            ? corrected
            : Shape.Apply(corrected, slot).As(Shaped, slot);
    }

    /// <summary>The fold alone, [B]: what rewards are made of.</summary>
    public Expr Bare(Slot slot) => Fold(slot).As(Name, slot);

    /// <summary>Refuses parts that the others would not read, or that would not be numbers.</summary>
    internal void Check() => Shape.Admit(this);

    /// <summary>The fold without its name, for scores beside the one that is named s.</summary>
    internal Expr Fold(Slot slot) => Over.Apply(Against.Apply(slot, Tokens), Tokens.Apply(slot), slot);
}
