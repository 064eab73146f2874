using Kit.Expressions;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Tests.Expressions;

/// <summary>What is printed is read back: the formula is the expression, to the last digit.</summary>
public sealed class ReadingLaws
{
    public static TheoryData<string> Losses => [.. Names];

    [Fact]
    public void Any_expression_comes_back_from_its_formula() => Law.HoldsForMany(AnyExpr.Anything, Returns);

    [Theory, MemberData(nameof(Losses))]
    public void A_published_loss_comes_back_from_its_formula(string name) =>
        Assert.Equal(Named(name).Loss, Read($"{Named(name)}"));

    [Fact]
    public void Any_composition_comes_back_from_its_formula() => Law.Holds(Given.Objective, o => Read($"{o}") == o.Loss);

    [Theory, MemberData(nameof(Losses))]
    public void Its_credit_and_statistics_come_back_too(string name) => Assert.All(
        [
            .. Named(name).Differentiable.Select(Named(name).Credit),
            .. Named(name).Statistics.Select(statistic => statistic.Next),
            .. Named(name).Metrics.Select(metric => metric.Value),
        ],
        expr => Assert.True(Returns(expr), expr.ToString()));

    [Fact]
    public void Reading_prints_the_same_again() => Law.Holds(AnyExpr.Anything, expr =>
        Formula.Read($"{expr}", Lexicon.From([expr])).ToString() == expr.ToString());

    [Fact]
    public void A_loss_that_was_read_is_an_objective_with_the_same_values_and_credit() => Law.Holds(Given.Batch, batch =>
    {
        var read = new Objective(Term("mine", Read($"{Rrpo}")));
        return Near.Holds(Rrpo.Apply(batch.Evidence).Loss, read.Apply(batch.Evidence).Loss)
            && Rrpo.Differentiable.All(what => Near.Holds(
                Interpreter.Apply(Rrpo.Credit(what), batch.Evidence), Interpreter.Apply(read.Credit(what), batch.Evidence)));
    });

    [Fact]
    public void Keyboards_do() => Assert.Equal(
        Dpo.Loss, Read("mean_b( -log σ(0.1*h) ),h=s(y_w) - s(y_l),  s(y)=Σ_t m*(log π-log π_ref)"));

    [Fact]
    public void One_name_with_two_meanings_is_numbered()
    {
        var both = Dpo.With(Spans).With(LengthNorm) + ChosenNll;
        Assert.Contains("|y|⁽²⁾ = max(1, Σ_t m", $"{both}", StringComparison.Ordinal);
        Assert.Contains(" / |y|,", $"{both}", StringComparison.Ordinal);
        Assert.Equal(both.Loss, Read($"{both}"));
    }

    [Fact]
    public async Task Text_that_is_no_formula_is_told_where() => await Verifier.Verify(string.Join('\n', new[]
    {
        "", "mean_b(", "mean_b(h)", "mean_b(s(y_w)), s(y) = Σ_t q", "mean_b(s(y)), s(y) = Σ_t m", "1 + + 2", "1.2.3",
        "mean_b(Σ_t m(y_w)·m(y_l))", "Σ_b Σ_t m(y_w)) ", "max(1, Σ_b Σ_t m(y_w)", "log σ 3", "h, h = h + 1", "1, z = 2",
        "z, z = 1, z = 2", "1, 2", "1, a b = 2", "clip(1, 2)", "shift(m(y_w), 0.5)", "each_t(1; )", "1[2 = 3]",
    }.Select(text => $"{text} → {Message(text)}")));

    [Theory]
    [InlineData("(", 100_000)]
    [InlineData("−", 100_000)]
    [InlineData("exp(", 100_000)]
    [InlineData("1 + ", 100_000)]
    [InlineData("Σ_t ", 100_000)]
    [InlineData("\"", 100_000)]
    public void Hostile_text_is_refused(string piece, int times) =>
        Assert.Contains("expected", Message(string.Concat(Enumerable.Repeat(piece, times)) + "1"), StringComparison.Ordinal);

    [Fact]
    public void Chains_of_definitions_are_refused_before_they_overflow()
    {
        var chain = string.Concat(Enumerable.Range(0, 2000).Select(k => $", a{k} = a{k + 1} + a{k + 1}"));
        Assert.Contains("inside one another", Message("a0" + chain + ", a2000 = 1"), StringComparison.Ordinal);
    }

    private static bool Returns(Expr expr) => Formula.Read($"{expr}", Lexicon.From([expr])) == expr;

    private static string Message(string text)
    {
        try
        {
            return $"read as {Read(text)}";
        }
        catch (FormatException refusal)
        {
            return refusal.Message;
        }
    }
}
