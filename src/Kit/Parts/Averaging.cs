using Kit.Expressions;

namespace Kit.Parts;

/// <summary>How the log-likelihoods of tokens become a loss: the letters NLL hide three.</summary>
public abstract record Averaging
{
    private Averaging() { }

    /// <summary>For metrics: <c>terms/nll/…</c>.</summary>
    internal abstract string Name { get; }

    /// <summary>−Σ of log π, folded.</summary>
    internal abstract Expr Apply(Slot slot, Tokens tokens);

    private static Expr Logp(Slot slot, Tokens tokens) => new Against.None().Apply(slot, tokens).SumTokens();

    /// <summary>[B]: each answer's mean token, so short answers weigh as much as long ones (LLaMA-Factory, RPO's
    /// average form).</summary>
    public sealed record Sequence : Averaging
    {
        internal override string Name => "nll/sequence-mean";

        internal override Expr Apply(Slot slot, Tokens tokens) => (-(Logp(slot, tokens) / Over.Length(tokens.Apply(slot), slot)))
            .As(new Symbol("nll(#1)", @"\mathrm{nll}(#1)", "nll"), slot);
    }

    /// <summary>[]: over all tokens of the batch, so long answers weigh more (TRL, ORPO, CPO, LeanPO).</summary>
    public sealed record Token : Averaging
    {
        internal override string Name => "nll/token-mean";

        internal override Expr Apply(Slot slot, Tokens tokens) =>
            (-(Logp(slot, tokens).SumPairs() / tokens.Apply(slot).SumTokens().SumPairs().AtLeast(1)))
            .As(new Symbol("nll_B(#1)", @"\mathrm{nll}_B(#1)", "nll_token_mean"), slot);
    }

    /// <summary>[B]: the sum over each answer's tokens, nats per answer (RPO's cumulative form).</summary>
    public sealed record Total : Averaging
    {
        internal override string Name => "nll/sum";

        internal override Expr Apply(Slot slot, Tokens tokens) =>
            (-Logp(slot, tokens)).As(new Symbol("nll_Σ(#1)", @"\mathrm{nll}_\Sigma(#1)", "nll_sum"), slot);
    }
}
