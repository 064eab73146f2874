namespace Kit.Expressions;

/// <summary>What an expression ranges over: nothing, the pairs of a batch, or the tokens of one answer.</summary>
/// <remarks>Scalars combine with anything. Everything else combines only with its like: tokens of the chosen answer do
/// not correspond to tokens of the rejected one, and [B] meets [B, T] through <see cref="Expr.Expand"/> alone, so no
/// broadcast is silent.</remarks>
public abstract record Axes
{
    private Axes() { }

    /// <summary>[]: one number.</summary>
    public static Axes Scalar { get; } = new None();

    /// <summary>[B]: one number per pair.</summary>
    public static Axes PerPair { get; } = new Pair();

    /// <summary>Number of dimensions.</summary>
    public abstract int Rank { get; }

    public sealed record None : Axes
    {
        public override int Rank => 0;

        public override string ToString() => "[]";
    }

    public sealed record Pair : Axes
    {
        public override int Rank => 1;

        public override string ToString() => "[B]";
    }

    /// <param name="Answer">Whose tokens; views of one answer share its axis.</param>
    public sealed record Token(string Answer) : Axes
    {
        public override int Rank => 2;

        public override string ToString() => $"[B, T·{Answer}]";
    }

    /// <summary>The axes of an elementwise combination.</summary>
    internal static Axes Combine(Axes left, Axes right, string what) => (left, right) switch
    {
        _ when left == right => left,
        (None, _) => right,
        (_, None) => left,
        _ => throw new ArgumentException(
            $"{what}: expected operands over the same axes, got {left} and {right}. {Remedy(left, right)}."),
    };

    /// <summary>The axes of a value repeated over more.</summary>
    internal static Axes Widen(Axes from, Axes to) => from.Rank < to.Rank || from == to
        ? to
        : throw new ArgumentException($"{nameof(Expr.Expand)}: expected fewer axes than {to}, got {from}. "
            + "Sum tokens or pairs away first.");

    private static string Remedy(Axes left, Axes right) => (left, right) switch
    {
        (Token, Token) => "Tokens of different answers do not correspond: sum over tokens first, SumTokens()",
        (Pair, Token token) => $"Repeat the pair's number for every token with Expand",
        (Token token, Pair) => $"Repeat the pair's number for every token with Expand",
        _ => "Give both sides the same axes",
    };
}
