namespace Kit.Expressions;

/// <summary>Arithmetic. Constants fold and units vanish, so that a formula shows no 1·x, x + 0 or −−x.</summary>
public abstract partial record Expr
{
    public static Expr operator -(Expr x) => x switch
    {
        Constant c => new Constant(-c.Value),
        Map { Function: Unary.Negate } negated => negated.X,
        Zip { Operator: Binary.Multiply, Left: Constant c, Right: var y } => -c * y,
        _ => new Map(new Unary.Negate(), x),
    };

    public static Expr operator +(Expr a, Expr b) => (a, b) switch
    {
        (Constant x, Constant y) => new Constant(x.Value + y.Value),
        (Constant { Value: 0 }, _) => b,
        (_, Constant { Value: 0 }) => a,
        (_, Constant { Value: < 0 } y) => a - new Constant(-y.Value),
        (_, Map { Function: Unary.Negate } y) => a - y.X,
        (_, Zip { Operator: Binary.Multiply, Left: Constant { Value: < 0 } y, Right: var z }) => a - -y * z,
        _ => new Zip(new Binary.Add(), a, b),
    };

    public static Expr operator -(Expr a, Expr b) => (a, b) switch
    {
        (Constant x, Constant y) => new Constant(x.Value - y.Value),
        (_, Constant { Value: 0 }) => a,
        (Constant { Value: 0 }, _) => -b,
        (_, Constant { Value: < 0 } y) => a + new Constant(-y.Value),
        (_, Map { Function: Unary.Negate } y) => a + y.X,
        (_, Zip { Operator: Binary.Multiply, Left: Constant { Value: < 0 } y, Right: var z }) => a + -y * z,
        _ => new Zip(new Binary.Subtract(), a, b),
    };

    public static Expr operator *(Expr a, Expr b) => (a, b) switch
    {
        (Constant x, Constant y) => new Constant(x.Value * y.Value),
        (_, Constant) => b * a,
        (Constant { Value: 1 }, _) => b,
        (Constant { Value: -1 }, _) => -b,
        (Constant x, Zip { Operator: Binary.Multiply, Left: Constant y, Right: var z }) => x * y * z,
        (Map { Function: Unary.Negate } x, _) => -(x.X * b),
        (_, Map { Function: Unary.Negate } y) => -(a * y.X),
        _ => new Zip(new Binary.Multiply(), a, b),
    };

    public static Expr operator /(Expr a, Expr b) => (a, b) switch
    {
        (Constant x, Constant y) => new Constant(x.Value / y.Value),
        (_, Constant { Value: 1 }) => a,
        (Map { Function: Unary.Negate } x, _) => -(x.X / b),
        _ => new Zip(new Binary.Divide(), a, b),
    };

    public static Expr operator +(Expr a, double b) => a + new Constant(b);

    public static Expr operator +(double a, Expr b) => new Constant(a) + b;

    public static Expr operator -(Expr a, double b) => a - new Constant(b);

    public static Expr operator -(double a, Expr b) => new Constant(a) - b;

    public static Expr operator *(Expr a, double b) => a * new Constant(b);

    public static Expr operator *(double a, Expr b) => new Constant(a) * b;

    public static Expr operator /(Expr a, double b) => a / new Constant(b);

    public static Expr operator /(double a, Expr b) => new Constant(a) / b;

    public static Expr operator +(Expr a, int b) => a + (double)b;

    public static Expr operator +(int a, Expr b) => (double)a + b;

    public static Expr operator -(Expr a, int b) => a - (double)b;

    public static Expr operator -(int a, Expr b) => (double)a - b;

    public static Expr operator *(Expr a, int b) => a * (double)b;

    public static Expr operator *(int a, Expr b) => (double)a * b;

    public static Expr operator /(Expr a, int b) => a / (double)b;

    public static Expr operator /(int a, Expr b) => (double)a / b;
}
