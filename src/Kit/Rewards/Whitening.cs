using Kit.Expressions;
using Kit.Parts;

namespace Kit.Rewards;

/// <summary>How numbers of tokens are put on one scale over the batch, [B, T] → [B, T]; μ, σ² over the tokens that
/// count. </summary>
/// <remarks>Over several devices or micro-batches, whiten the whole rollout.</remarks>
public abstract record Whitening
{
    private Whitening() { }

    /// <summary>The scaled numbers; 0 at tokens that do not count.</summary>
    public abstract Expr Apply(Expr x, Tokens tokens);

    private static Expr Average(Expr x, Tokens tokens) => new Averaging.Token().Apply(x, RolloutTerm.Answer, tokens);

    /// <summary>μ of x.</summary>
    private static Expr Mean(Expr x, Tokens tokens) =>
        Average(x, tokens).As(Letter("μ", @"\mu", "mean", x), RolloutTerm.Answer);

    /// <summary>σ of x, divided by the count.</summary>
    private static Expr Deviation(Expr x, Tokens tokens) =>
        Variance(x, tokens).Power(0.5).As(Letter("σ", @"\sigma", "deviation", x), RolloutTerm.Answer);

    private static Expr Variance(Expr x, Tokens tokens) => Average((x - Mean(x, tokens)).Square(), tokens);

    private static Expr Counted(Expr x, Tokens tokens) => tokens.Weigh(RolloutTerm.Answer, x);

    /// <summary>A statistic is written with what it is of: μ_V.</summary>
    private static Symbol Letter(string unicode, string latex, string code, Expr x)
    {
        var of = x switch
        {
            Expr.Named named => named.Symbol,
            Expr.Read read => read.Source.Quantity.Symbol,
            _ => new Symbol("x"),
        };
        return new($"{unicode}_{Bare(of.Unicode)}", $"{latex}_{{{Bare(of.Latex)}}}", $"{code}_of_{of.Code}");
    }

    private static string Bare(string symbol) => symbol.Replace("(#1)", "", StringComparison.Ordinal);

    /// <summary>x.</summary>
    public sealed record None : Whitening
    {
        public override Expr Apply(Expr x, Tokens tokens) => Counted(x, tokens);
    }

    /// <summary>c·x: no statistics.</summary>
    /// <param name="Factor">c, finite.</param>
    public sealed record Scaled(double Factor) : Whitening
    {
        public double Factor { get; } = Bounds.Finite(Factor, "Scaled c");

        public override Expr Apply(Expr x, Tokens tokens) => Factor * Counted(x, tokens);
    }

    /// <summary>(x − μ) / (σ + ε), σ² divided by the count. VLM-RLAIF's advantages, Ahn et al. 2024 (arXiv:2402.03746).
    /// </summary>
    /// <param name="Epsilon">ε > 0.</param>
    public sealed record Standardised(double Epsilon = 1e-8) : Whitening
    {
        public double Epsilon { get; } = Bounds.Positive(Epsilon, "Standardised ε");

        public override Expr Apply(Expr x, Tokens tokens) =>
            Counted((x - Mean(x, tokens)) / (Deviation(x, tokens) + Epsilon), tokens);
    }

    /// <summary>(x − μ) / (σ + ε) + μ, σ² divided by the count: the mean stays. VLM-RLAIF's rewards, Ahn et al. 2024
    /// (arXiv:2402.03746).</summary>
    /// <param name="Epsilon">ε > 0.</param>
    public sealed record Rescaled(double Epsilon = 1e-8) : Whitening
    {
        public double Epsilon { get; } = Bounds.Positive(Epsilon, "Rescaled ε");

        public override Expr Apply(Expr x, Tokens tokens) =>
            Counted((x - Mean(x, tokens)) / (Deviation(x, tokens) + Epsilon) + Mean(x, tokens), tokens);
    }

    /// <summary>(x − μ) / √(s² + ε), s² divided by the count less one: TRL's <c>masked_whiten</c>.</summary>
    /// <param name="Epsilon">ε > 0.</param>
    public sealed record Unbiased(double Epsilon = 1e-8) : Whitening
    {
        public double Epsilon { get; } = Bounds.Positive(Epsilon, "Unbiased ε");

        public override Expr Apply(Expr x, Tokens tokens)
        {
            var count = tokens.Apply(RolloutTerm.Answer).SumTokens().SumPairs().AtLeast(2);
            var variance = (count * Variance(x, tokens) / (count - 1))
                .As(Letter("s²", "s^2", "variance", x), RolloutTerm.Answer);
            return Counted((x - Mean(x, tokens)) / (variance + Epsilon).Power(0.5), tokens);
        }
    }
}
