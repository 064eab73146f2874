namespace Kit.Expressions.Reading;

/// <summary>What is written as a word and brackets.</summary>
internal sealed partial class Grammar
{
    private static readonly Unary[] Plain =
    [
        new Unary.LogSigmoid(), new Unary.Exp(), new Unary.Sigmoid(), new Unary.IsPositive(), new Unary.IsNegative(),
    ];

    private static readonly Reduction[] Folds = [Reduction.MeanPairs, Reduction.MaxPairs, Reduction.MinPairs];

    private Expr? Function() => Known() ?? Logarithm() ?? Extreme() ?? Numbered() ?? Other();

    /// <summary>Functions whose notation says all: exp(#1), 1[#1 > 0], mean_b(#1).</summary>
    private Expr? Known()
    {
        foreach (var alike in Plain.GroupBy(one => Prefix(one.Glyph)))
        {
            if (!at.Take(alike.Key)) continue;
            var x = Sum();
            return alike.FirstOrDefault(one => at.Take(Suffix(one.Glyph))) is { } function
                ? Place(function, x)
                : throw at.Refused(
                    string.Join(" or ", alike.Select(one => $"'{Suffix(one.Glyph)}'")), "Close the function");
        }

        return Folds.FirstOrDefault(one => at.Take(Prefix(one.Glyph))) is { } fold ? Fold(fold, Closed(Sum())) : null;
    }

    /// <summary>log(1 − exp(x)) is one function unless a bracket parts it.</summary>
    private Expr? Logarithm()
    {
        if (!at.Take("log(")) return null;
        var start = at.Here;
        var x = Sum();
        var bracketed = closed == (start, at.Position);
        at.Need(")");
        return !bracketed && Lookalike.Log1mExp(x) is { } y
            ? Place(new Unary.Log1mExp(), y)
            : Place(new Unary.Log(), x);
    }

    /// <summary>max(2, x) holds x at or above 2; max((2), x) compares two expressions, as max(x, y) does.</summary>
    private Expr? Extreme()
    {
        Binary? extreme = at.Take("max(") ? new Binary.Maximum() : at.Take("min(") ? new Binary.Minimum() : null;
        if (extreme is null) return null;
        var start = at.Position;
        var negative = at.Take('−', '-');
        if (at.AtNumber)
        {
            var bound = negative ? -at.Number() : at.Number();
            if (at.Take(",")) return Held(extreme, bound, Closed(Sum()));
        }

        at.Position = start;
        var left = Sum();
        at.Need(",");
        return Join(extreme, left, Closed(Sum()));
    }

    private Expr Held(Binary extreme, double bound, Expr x) => Place(extreme is Binary.Minimum
        ? new Unary.Clamp(double.NegativeInfinity, bound)
        : bound == 0 ? new Unary.Relu() : new Unary.Clamp(bound, double.PositiveInfinity), x);

    /// <summary>Functions with numbers behind their operand.</summary>
    private Expr? Numbered()
    {
        if (at.Take("clip(")) return Place(Clamp(Sum(), out var x), x);
        if (at.Take("shift(")) return Along(Sum(), () => new LinearMap.Shift(at.Integer()));
        if (at.Take("discount(")) return Along(Sum(), () => new LinearMap.Discount(at.Signed()));
        if (at.Take("accumulate(")) return Along(Sum(), () => new LinearMap.Accumulate(at.Signed()));
        return at.Take("group_mean(") ? Along(Sum(), () => new LinearMap.GroupMean(at.Integer())) : null;
    }

    private Unary.Clamp Clamp(Expr operand, out Expr x)
    {
        x = operand;
        at.Need(",");
        var low = at.Signed();
        at.Need(",");
        var high = at.Signed();
        at.Need(")");
        return new(low, high);
    }

    private Expr Along(Expr x, Func<LinearMap> map)
    {
        at.Need(",");
        var expr = Place(() => new Expr.Linear(map(), x));
        at.Need(")");
        return expr;
    }

    private Expr? Other()
    {
        if (at.Take("sg(")) return Stop(Closed(Sum()));
        if (at.Take("sort(")) return Arranged(Ordering.Sort);
        if (at.Take("rank(")) return Arranged(Ordering.Rank);
        if (at.Take("each_b(")) return Repeated(Closed(Sum()), Axes.PerPair);
        return at.Take("each_t(") ? EachToken() : null;
    }

    private Expr Stop(Expr x) => Place(() => new Expr.StopGradient(x));

    private Expr Repeated(Expr x, Axes to) => Place(() => new Expr.Repeat(x, to));

    private Expr Arranged(Ordering ordering)
    {
        var x = Sum();
        at.Need(";");
        var keys = Closed(Sum());
        return Place(() => new Expr.Arrange(ordering, x, keys));
    }

    private Expr EachToken()
    {
        var x = Sum();
        at.Need(";");
        if (Reading.Names.SlotAt(at.Text, at.Here) is not { } found)
            throw at.Refused("an answer", "Name whose tokens, such as y_w");
        var slot = names.Resolved(found.Slot, general, at.Position)!;
        at.Position = found.End;
        return Repeated(Closed(x), new Axes.Token(slot.Answer));
    }

    private Expr Closed(Expr inner)
    {
        at.Need(")");
        return inner;
    }

    private static string Prefix(Glyph glyph) => glyph.Unicode.Split("#1")[0];

    private static string Suffix(Glyph glyph) => glyph.Unicode.Split("#1")[1].Trim();
}
