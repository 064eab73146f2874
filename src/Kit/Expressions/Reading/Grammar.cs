namespace Kit.Expressions.Reading;

/// <summary>Reads one formula, without its definitions.</summary>
/// <remarks><code>
/// sum     = signed { (+ | −) product }
/// signed  = (− | Σ_t | Σ_b) signed | product          −3·x is the number −3, times x
/// product = power { (· | /) power }
/// power   = atom { ² | ^number }
/// atom    = number | name | function( … ) | ( sum )
/// </code>Nodes are built as they are written, nothing is simplified: what was printed comes back.</remarks>
internal sealed partial class Grammar(Cursor at, Definitions names, Depths depths, Slot general)
{
    /// <summary>The brackets that closed last, from and to.</summary>
    private (int From, int To) closed;

    public Expr Whole()
    {
        var expr = Sum();
        at.NeedEnd();
        return expr;
    }

    private Expr Sum()
    {
        var sum = Signed();
        while (true)
        {
            if (at.Take("+")) sum = Join(new Binary.Add(), sum, Product(Power()));
            else if (at.Take('−', '-')) sum = Join(new Binary.Subtract(), sum, Product(Power()));
            else return sum;
        }
    }

    private Expr Signed() => depths.Deeper(() =>
    {
        if (at.Take("Σ_t")) return Fold(Reduction.SumTokens, Signed());
        if (at.Take("Σ_b")) return Fold(Reduction.SumPairs, Signed());
        if (!at.Take('−', '-')) return Product(Power());
        return at.AtNumber
            ? Product(Place(() => new Expr.Constant(-at.Number())))
            : Place(new Unary.Negate(), Signed());
    }, TooDeep);

    private Expr Product(Expr first)
    {
        while (true)
        {
            if (at.Take('·', '*')) first = Join(new Binary.Multiply(), first, Power());
            else if (at.Take("/")) first = Join(new Binary.Divide(), first, Power());
            else return first;
        }
    }

    private Expr Power()
    {
        var power = Atom();
        while (true)
        {
            if (at.Take("²")) power = Place(new Unary.Square(), power);
            else if (at.Take("^")) power = Place(new Unary.Power(at.Signed()), power);
            else return power;
        }
    }

    private Expr Atom()
    {
        var start = at.Here;
        if (at.AtNumber) return Place(() => new Expr.Constant(at.Number()));
        if (names.Mentioned(start) is { } mention)
        {
            at.Position = mention.End;
            return Place(() => names.Meaning(mention, general, start));
        }

        return Function() ?? Bracket();
    }

    private Expr Bracket()
    {
        var start = at.Position;
        if (!at.Take("(")) throw at.Refused("a number, a name, a function or '('",
            "Names are those of the lexicon and of the definitions that follow the formula");
        var inner = Sum();
        at.Need(")");
        closed = (start, at.Position);
        return inner;
    }

    /// <summary>Two operands; a pair's number meets tokens by being repeated.</summary>
    private Expr Join(Binary @operator, Expr left, Expr right) => (left.Axes, right.Axes) switch
    {
        (Axes.Pair, Axes.Token) => Zip(@operator, Place(() => new Expr.Repeat(left, right.Axes)), right),
        (Axes.Token, Axes.Pair) => Zip(@operator, left, Place(() => new Expr.Repeat(right, left.Axes))),
        _ => Zip(@operator, left, right),
    };

    private Expr Zip(Binary @operator, Expr left, Expr right) => Place(() => new Expr.Zip(@operator, left, right));

    private Expr Fold(Reduction reduction, Expr x) => Place(() => new Expr.Fold(reduction, x));

    private Expr Place(Unary function, Expr x) => Place(() => new Expr.Map(function, x));

    /// <summary>A node, or a refusal with the place in the text: axes that do not meet, depth.</summary>
    private Expr Place(Func<Expr> make)
    {
        var position = at.Position;
        try
        {
            return depths.Place(make(), TooDeep);
        }
        catch (ArgumentException refusal)
        {
            throw new FormatException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"formula, before character {position + 1}: {refusal.Message}"), refusal);
        }
    }

    private FormatException TooDeep() =>
        at.Refused($"at most {Depths.Limit} operations inside one another", "Write a flatter formula");
}
