namespace Kit.Expressions;

/// <summary>How tightly a piece of a formula holds together; looser pieces get brackets inside tighter ones.</summary>
internal enum Bind
{
    Free,
    Sum,
    Sign,
    Product,
    Call,
    Atom,
}

/// <summary>How an operation is written: patterns with #1, #2 for its operands.</summary>
/// <param name="Unicode">For people at a screen.</param>
/// <param name="Latex">For a paper.</param>
/// <param name="Own">How tightly the result holds.</param>
/// <param name="Left">What the (left) operand must hold at least.</param>
/// <param name="Right">What the right operand must hold at least.</param>
internal sealed record Glyph(string Unicode, string Latex, Bind Own, Bind Left, Bind Right = Bind.Free)
{
    /// <summary>How an ordering is written.</summary>
    public static Glyph Of(Ordering ordering) => ordering == Ordering.Sort
        ? new("sort(#1; #2)", @"\operatorname{sort}\left(#1; #2\right)", Bind.Call, Bind.Free)
        : new("rank(#1; #2)", @"\operatorname{rank}\left(#1; #2\right)", Bind.Call, Bind.Free);
}
