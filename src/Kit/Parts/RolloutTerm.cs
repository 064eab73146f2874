using Kit.Expressions;

namespace Kit.Parts;

/// <summary>A term over generated answers: a number per token, averaged.</summary>
/// <remarks>Members: <see cref="PolicyGradient"/>, <see cref="ReferenceKl"/>, <see cref="ValueLoss"/>,
/// <see cref="EntropyBonus"/>. The answers are <c>response</c>; B counts them, groups are consecutive rows.</remarks>
/// <param name="Averaging">How tokens make a loss.</param>
/// <param name="Tokens">Which tokens count.</param>
public abstract record RolloutTerm(Averaging Averaging, Tokens Tokens) : Term
{
    internal static readonly Slot Answer = Expressions.Slot.Response;

    /// <summary>The loss of a token, [B, T]; [B] where all tokens of an answer share it.</summary>
    public abstract Expr PerToken { get; }

    /// <summary>What the average is called in formulas and code.</summary>
    internal abstract string Stem { get; }

    /// <summary>The average, [B] or [].</summary>
    public sealed override Expr Apply() => Averaging.Apply(PerToken, Answer, Tokens).As(Averaging.Symbol(Stem), Answer);

    public sealed override Sequence<Statistic> Statistics => Averaging.Statistics(Answer, Tokens);

    /// <summary>The evidence of the answers.</summary>
    internal static Expr Of(Quantity quantity) => quantity.At(Answer).ToExpr();

    /// <summary>The mean over the tokens that count, or over the answers; [], detached.</summary>
    internal Metric Mean(string name, Expr value) => new(name, (value.Axes is Axes.Token
        ? new Averaging.Token().Apply(value, Answer, Tokens)
        : value.MeanPairs()).Detach());

    internal sealed override void Check()
    {
        if (!Tokens.IsMask) throw new ArgumentException(
            $"{Name}: expected tokens that count or do not, got the weights of {Tokens.GetType().Name}. "
            + "Choose With(WholeResponse), With(Spans) or With(EveryPosition).");
    }
}
