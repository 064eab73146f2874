using FsCheck;
using FsCheck.Fluent;
using Kit.Expressions;

namespace Kit.Tests.Expressions;

/// <summary>Generated expressions over one answer's evidence, smooth almost everywhere.</summary>
internal static class Sample
{
    public static Expr Logp(Slot slot) => Quantity.PolicyLogp.At(slot).ToExpr();

    public static Expr Mask(Slot slot) => Quantity.Mask.At(slot).ToExpr();

    /// <summary>[B, T·chosen], a few operations deep; arguments of log and of the divisor stay positive.</summary>
    public static Gen<Expr> Token => TokenOf(3);

    /// <summary>[]: tokens folded, with pairs and scalars in between.</summary>
    public static Gen<Expr> Scalar =>
        from token in Token from other in Token from fold in Gen.Elements(true, false)
        let pair = (Mask(Slot.Chosen) * token).SumTokens()
        from arrange in Gen.Elements<Func<Expr, Expr>>(
            y => y, y => y.Sorted(), y => y.OrderBy(Keys), y => y.RankBy(Keys), y => y.GroupMean(1), y =>
                y - y.MaxPairs(),
            y => y * y.MinPairs())
        let joined = arrange(pair).Sigmoid() * (Mask(Slot.Chosen) * other).SumTokens().MeanPairs().Expand(Axes.PerPair)
        select fold ? (joined + pair).MeanPairs() : (joined - 0.5 * pair.Square()).SumPairs();

    private static Expr Keys =>
        (Mask(Slot.Chosen) * Quantity.ReferenceLogp.At(Slot.Chosen).ToExpr()).SumTokens().Detach();

    private static Gen<Expr> TokenOf(int depth) => depth == 0 ? Leaf : Gen.OneOf(
        Leaf, Unary(TokenOf(depth - 1)), Binary(TokenOf(depth - 1), TokenOf(depth - 1)));

    private static Gen<Expr> Leaf => Gen.Elements(
        Logp(Slot.Chosen), Quantity.ReferenceLogp.At(Slot.Chosen).ToExpr(), Quantity.Kl.At(Slot.Chosen).ToExpr(),
        Expr.From(0.75).Expand(new Axes.Token("chosen")),
        (Mask(Slot.Chosen) * Logp(Slot.Chosen)).SumTokens().Expand(new Axes.Token("chosen")),
        (Mask(Slot.Chosen) * Logp(Slot.Chosen)).SumTokens().MeanPairs() * Quantity.Kl.At(Slot.Chosen).ToExpr());

    private static Gen<Expr> Unary(Gen<Expr> x) => Gen.Elements<Func<Expr, Expr>>(
        y => -y, y => y.Sigmoid(), y => y.LogSigmoid(), y => y.Sigmoid().Exp(), y => (1 + y.Square()).Log(),
        y => y.Square(), y => (1 + y.Sigmoid()).Power(1.7), y => y.Relu(), y => y.Clamp(-1.31, 2.17),
        y => y.AtLeast(-0.93), y => -0.6 * y,
        y => y.Shift(1), y => y.Shift(-2), y => y.Discount(0.9), y => y.Accumulate(0.7), y =>
            (-0.3 - y.Square()).Log1mExp(),
        y => 3 * y, y => y - 0.25, y => 1 / (1 + y.Square()), y => y.As(new Symbol("u")))
        .SelectMany(_ => x, (f, y) => f(y));

    private static Gen<Expr> Binary(Gen<Expr> x, Gen<Expr> y) => Gen.Elements<Func<Expr, Expr, Expr>>(
        (a, b) => a + b, (a, b) => a - b, (a, b) => a * b, (a, b) => a / (2 + b.Sigmoid()), (a, b) => a.Max(b),
        (a, b) => a.Min(b)).SelectMany(_ => x, (f, a) => (f, a)).SelectMany(_ => y, (fa, b) => fa.f(fa.a, b));
}
