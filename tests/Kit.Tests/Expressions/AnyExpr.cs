using FsCheck;
using FsCheck.Fluent;
using Kit.Expressions;

namespace Kit.Tests.Expressions;

/// <summary>Expressions without rhyme or reason: every node there is, built raw, so that nothing is
/// simplified.</summary>
internal static class AnyExpr
{
    public static Gen<Expr> Scalar => Of(Axes.Scalar, 4);

    public static Gen<Expr> Pair => Of(Axes.PerPair, 4);

    public static Gen<Expr> Token => Answers.SelectMany(slot => Of(new Axes.Token(slot.Answer), 4));

    public static Gen<Expr> Anything => Gen.OneOf(Scalar, Pair, Token);

    /// <summary>Roles with letters of their own, roles without, and names that try to be something else.</summary>
    public static Gen<Slot> Slots => Gen.OneOf(Answers, Gen.Elements(
        Slot.Chosen.WithView("crop"), Slot.Rejected.WithIndex(1).WithView("mask25"), Slot.Chosen.WithView("a) \"b\\"),
        Slot.Chosen.WithView("y_w")));

    private static Gen<Slot> Answers => Gen.Elements(Roles);

    private static Slot[] Roles { get; } =
    [
        Slot.Chosen, Slot.Rejected, Slot.Response, Slot.Mismatched, Slot.Sampled, Slot.Rejected.WithIndex(1),
        Slot.Rejected.WithIndex(-2), new("teacher"), new("y"), new("y_w"), new("a, b = (c)"), new("", 3), new("t[2]"),
        new("2.5-vl"),
    ];

    private static Gen<double> Number => Gen.OneOf(
        Gen.Elements(0, 1, -1, 2, 0.1, -0.5, 1 - 0.9, 1e-7, 1e-12, -3e20, double.Epsilon, double.MaxValue,
            double.PositiveInfinity, double.NegativeInfinity, double.NaN),
        Gen.Choose(-1000, 1000).Select(n => n / 7.0));

    private static Gen<Symbol> Symbol => Gen.Elements(
        new Symbol("s(#1)", "s(#1)", "score"), new Symbol("h"), new Symbol("|#1|", "|#1|", "length"),
        new Symbol("ĝ(#1)", @"\hat g(#1)", "prior"), new Symbol("g₊", "g_+", "highest"), new Symbol("nll_Σ(#1)", "n", "n"),
        new Symbol("B", "B", "pairs"), new Symbol("m(#1)", "m(#1)", "like_the_mask"), new Symbol("own"));

    private static Quantity[] Quantities(Per per) =>
    [
        .. new[]
        {
            Quantity.PolicyLogp, Quantity.ReferenceLogp, Quantity.Mask, Quantity.Span, Quantity.Kl, Quantity.LogSquares,
            Quantity.WinRate, Quantity.Doubt, Quantity.InverseReward, Quantity.AspectGap, Quantity.BaselineKl,
            Quantity.GapMean, Quantity.Grade, Quantity.BatchesSeen, Quantity.RunningMean,
        }.Where(quantity => quantity.Per == per),
        new($"my_{per}", per, Flow.Differentiable), new($"{per}", per, Flow.Constant, new($"q{(int)per}")),
    ];

    private static Gen<Expr> Of(Axes axes, int depth) => depth == 0 ? Leaf(axes) : Gen.OneOf(
        Leaf(axes), Unary(axes, depth - 1), Unary(axes, depth - 1), Binary(axes, depth - 1), Binary(axes, depth - 1),
        Binary(axes, depth - 1), Named(axes, depth - 1), Own(axes, depth - 1));

    private static Gen<Expr> Leaf(Axes axes) => axes switch
    {
        Axes.Token token => Gen.OneOf(Read(Per.Token, Viewed(token)), Constant.Select(x => (Expr)new Expr.Repeat(x, token))),
        Axes.Pair => Gen.OneOf(
            Read(Per.Pair, Gen.OneOf(Slots, Gen.Constant(Slot.None))), Constant.Select(x => (Expr)new Expr.Repeat(x, axes))),
        _ => Gen.OneOf(Read(Per.Batch, Gen.Elements(Slot.None, Slot.Chosen)), Constant),
    };

    private static Gen<Expr> Constant => Number.Select(n => (Expr)new Expr.Constant(n));

    private static Gen<Expr> Read(Per per, Gen<Slot> slots) =>
        from quantity in Gen.Elements(Quantities(per)) from slot in slots select (Expr)new Expr.Read(quantity.At(slot));

    private static Gen<Slot> Viewed(Axes.Token token) => Gen.Elements("", "crop", "y_w", "a) \"b\\")
        .Select(view => Roles.First(role => role.Answer == token.Answer).WithView(view));

    private static Gen<Expr> Unary(Axes axes, int depth) =>
        from function in Gen.OneOf(
            Gen.Elements<Unary>(new Unary.Negate(), new Unary.Negate(), new Unary.Exp(), new Unary.Log(),
                new Unary.Sigmoid(), new Unary.LogSigmoid(), new Unary.Log1mExp(), new Unary.Relu(), new Unary.Square(),
                new Unary.IsPositive(), new Unary.IsNegative()),
            Number.Select(n => (Unary)new Unary.Power(n)),
            Number.Select(n => (Unary)new Unary.Clamp(n, double.PositiveInfinity)),
            Number.Select(n => (Unary)new Unary.Clamp(double.NegativeInfinity, n)),
            Number.SelectMany(_ => Number, (low, high) => (Unary)new Unary.Clamp(low, high)))
        from x in Of(axes, depth)
        select (Expr)new Expr.Map(function, x);

    private static Gen<Expr> Binary(Axes axes, int depth) =>
        from function in Gen.Elements<Binary>(new Binary.Add(), new Binary.Subtract(), new Binary.Multiply(),
            new Binary.Divide(), new Binary.Maximum(), new Binary.Minimum())
        from left in Part(axes, depth)
        from right in left.Axes == axes ? Part(axes, depth) : Of(axes, depth)
        select (Expr)new Expr.Zip(function, left, right);

    /// <summary>An operand: of the same axes, a scalar, or a pair's number repeated.</summary>
    private static Gen<Expr> Part(Axes axes, int depth) => axes is Axes.Token
        ? Gen.OneOf(Of(axes, depth), Constant, Of(Axes.PerPair, depth).Select(x => (Expr)new Expr.Repeat(x, axes)))
        : Gen.OneOf(Of(axes, depth), Constant);

    private static Gen<Expr> Named(Axes axes, int depth) =>
        from symbol in Symbol
        from slot in Gen.OneOf(Slots, Gen.Constant(Slot.None))
        from x in Of(axes, depth)
        select (Expr)new Expr.Named(symbol, slot, x);

    /// <summary>What only these axes have, and what leads to them from others.</summary>
    private static Gen<Expr> Own(Axes axes, int depth) => axes switch
    {
        Axes.Token => from map in Gen.Elements<LinearMap>(new LinearMap.Shift(1), new LinearMap.Shift(-3),
                          new LinearMap.Discount(0.95), new LinearMap.Accumulate(1e-5))
                      from x in Of(axes, depth)
                      select (Expr)new Expr.Linear(map, x),
        Axes.Pair => Gen.OneOf(
            from slot in Answers from x in Of(new Axes.Token(slot.Answer), depth)
            select (Expr)new Expr.Fold(Reduction.SumTokens, x),
            from ordering in Gen.Elements(Ordering.Sort, Ordering.Rank)
            from x in Of(axes, depth)
            from keys in Of(axes, depth)
            select (Expr)new Expr.Arrange(ordering, x, keys),
            Of(axes, depth).Select(x => (Expr)new Expr.Linear(new LinearMap.GroupMean(4), x)),
            Of(Axes.Scalar, depth).Select(x => (Expr)new Expr.Repeat(x, axes))),
        _ => from fold in Gen.Elements(
                 Reduction.SumPairs, Reduction.MeanPairs, Reduction.MaxPairs, Reduction.MinPairs)
             from x in Of(Axes.PerPair, depth)
             from stopped in Gen.Elements(false, true)
             select stopped ? new Expr.StopGradient(new Expr.Fold(fold, x)) : (Expr)new Expr.Fold(fold, x),
    };
}
