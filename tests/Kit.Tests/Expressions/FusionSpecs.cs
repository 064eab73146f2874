using Kit.Expressions;

namespace Kit.Tests.Expressions;

/// <summary>What one operator does together, and what stays apart.</summary>
public sealed class FusionSpecs
{
    private static readonly Expr X = Quantity.PolicyLogp.At(Slot.Chosen).ToExpr();
    private static readonly Expr Y = Quantity.ReferenceLogp.At(Slot.Chosen).ToExpr();
    private static readonly Expr M = Quantity.Mask.At(Slot.Chosen).ToExpr();
    private static readonly Expr P = M.SumTokens().As(new Symbol("p"));
    private static readonly Expr Q = X.SumTokens().As(new Symbol("q"));

    public static TheoryData<string, Expr> Sums => new()
    {
        { "torch.add(x, y, alpha=2.0)", X + Twice(Y) },
        { "torch.sub(x, y, alpha=2.0)", X - Twice(Y) },
        { "torch.add(x, y, alpha=2.0)", Twice(Y) + X },
        { "torch.rsub(x, 1.0, alpha=2.0)", 1 - Twice(X) },
        { "torch.rsub(x, 1.0, alpha=-2.0)", 1 + Twice(X) },
        { "torch.addcmul(m, x, y)", M + X * Y },
        { "torch.addcmul(m, x, y, value=-1.0)", M - X * Y },
        { "torch.addcmul(m, x, y, value=2.0)", M + Twice(X * Y) },
        { "torch.addcmul(m, x, y, value=-2.0)", M - Twice(X * Y) },
        { "torch.addcdiv(m, x, y, value=2.0)", Twice(X / Y) + M },
        { "torch.addcdiv(m, x, y, value=-0.5)", M + 0.5 * (-(X / Y)).As(new Symbol("s")) },
        { "torch.addcdiv(p, q, torch.mean(p))", P + Q / P.MeanPairs() },
        { "torch.addcmul(m, torch.unsqueeze(p, 1), x)", M + P.Expand(M.Axes) * X },
    };

    public static TheoryData<string, Expr> Products => new()
    {
        { "torch.addcmul(zero_chosen, x, y, value=2.0)", Twice(X * Y) },
        { "torch.addcmul(zero_chosen, x, y, value=-2.0)", -Twice(X * Y) },
        { "torch.addcmul(zero_chosen, x, y, value=-1.0)", -(X * Y) },
        { "torch.addcdiv(zero_chosen, x, y, value=2.0)", Twice(X) / Y },
        { "torch.addcmul(zero_chosen, torch.unsqueeze(p, 1), x, value=2.0)", (2 * P).Expand(X.Axes) * X },
    };

    [Theory, MemberData(nameof(Sums))]
    public void A_scaled_product_or_quotient_joins_its_sum(string code, Expr sum) =>
        Assert.Contains($"out = {code}\n", Source([sum]), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Products))]
    public void Over_tokens_a_scaled_product_joins_a_row_of_zeros(string code, Expr product)
    {
        var script = Script([product]);
        Assert.Contains($"out = {code}\n", Short(script.Source), StringComparison.Ordinal);
        Assert.Contains("zero_chosen: Tensor) ->", script.Source, StringComparison.Ordinal);
        Assert.Equal<Axes>([X.Axes], script.Zeros);
    }

    [Fact]
    public void Only_what_is_scaled_over_tokens_asks_for_zeros() =>
        Assert.Empty(Script([X * Y, 2 * X, -X, P * Q, 2 * (P * Q), -(P / Q)]).Zeros);

    /// <summary>A product of two readers is computed once, and each scales it.</summary>
    [Fact]
    public void What_is_read_twice_stays_a_variable()
    {
        var source = Source([M + Twice(X * Y), (X * Y).Exp()]);
        Assert.Contains("shared = x * y\n", source, StringComparison.Ordinal);
        Assert.Contains("out = torch.add(m, shared, alpha=2.0)\n", source, StringComparison.Ordinal);
    }

    /// <summary>LibTorch's loops on a CPU are slow where two operands of three are spread over the tokens.</summary>
    [Fact]
    public void Two_thin_operands_stay_apart() => Assert.Contains(
        "out = torch.unsqueeze(q, 1) + torch.unsqueeze(p, 1) * x\n",
        Source([Q.Expand(X.Axes) + P.Expand(X.Axes) * X]), StringComparison.Ordinal);

    [Fact]
    public void A_sum_over_everything_is_one_operator()
    {
        Assert.Contains("out = torch.sum(x)\n", Source([X.SumTokens().SumPairs()]), StringComparison.Ordinal);
        Assert.Contains("out = torch.dot(torch.reshape(m, [-1]), torch.reshape(x, [-1]))\n",
            Source([(M * X).SumTokens().SumPairs()]), StringComparison.Ordinal);
        Assert.DoesNotContain("torch.dot",
            Source([(M * X).SumTokens().SumPairs(), (M * X).SumTokens()]), StringComparison.Ordinal);
    }

    /// <summary>mean_b(p + 2·Σ_t m·x) = mean_b(p) + 2·(1/B)·Σ_b Σ_t m·x, unless somebody reads Σ_t m·x.</summary>
    [Fact]
    public void A_mean_of_masked_sums_is_a_dot_product_where_nothing_else_reads_them()
    {
        var masked = (M * X).SumTokens().As(new Symbol("s"));
        var loss = (P.Square() + 2 * masked).MeanPairs();
        Assert.Contains("torch.dot(torch.reshape(m, [-1]), torch.reshape(x, [-1])), alpha=2.0 * (1.0 / pairs))\n",
            Source([loss]), StringComparison.Ordinal);
        Assert.DoesNotContain("torch.dot", Source([loss, masked]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_minus_goes_into_the_logarithm() => Assert.Contains(
        "out = x * torch.softplus(2.0 * y, 1.0, 40.0)\n",
        Source([-(X * (-2 * Y).LogSigmoid())]), StringComparison.Ordinal);

    private static Expr Twice(Expr x) => 2 * x;

    private static Script Script(IEnumerable<Expr> outputs)
    {
        (string, Expr)[] named = [.. outputs.Select(output => ("out", output))];
        return TorchScript.From("f", Graph.From(named.Select(one => one.Item2)).Evidence, named);
    }

    private static string Source(IEnumerable<Expr> outputs) => Short(Script(outputs).Source);

    /// <summary>Evidence by one letter.</summary>
    private static string Short(string source) => source
        .Replace("policy_logp_chosen", "x", StringComparison.Ordinal)
        .Replace("reference_logp_chosen", "y", StringComparison.Ordinal)
        .Replace("mask_chosen", "m", StringComparison.Ordinal);
}
