using Kit.Expressions;

namespace Kit.Parts;

/// <summary>How the numbers of tokens become a loss: the letters NLL hide three, the letters GRPO five.</summary>
/// <remarks>With m the tokens that count, the weight of one token of answer i among B: sequence mean 1/(B·|y_i|), token
/// mean 1/Σm, constant length 1/(B·L).</remarks>
public abstract record Averaging : Refinement
{
    private Averaging() { }

    /// <summary>For metrics: <c>terms/nll/…</c>.</summary>
    internal abstract string Name { get; }

    /// <summary>What the average adds to the name of what it averages.</summary>
    internal abstract Symbol Mark { get; }

    /// <summary>Folded, [B] or [].</summary>
    /// <param name="perToken">x, [B, T]; or [B], the same for every token of the answer.</param>
    /// <param name="slot">Whose tokens.</param>
    /// <param name="tokens">Which of them count.</param>
    public abstract Expr Apply(Expr perToken, Slot slot, Tokens tokens);

    internal sealed override string Slot => "averaging";

    internal sealed override string Home => "a rollout";

    internal sealed override string Example => "a loss over rollouts, such as Grpo";

    internal sealed override Refinement? Occupant(Term term) => (term as RolloutTerm)?.Averaging;

    internal sealed override Term Replace(Term term) =>
        term is RolloutTerm rollout ? rollout with { Averaging = this } : term;

    /// <summary>What batches hand on for it.</summary>
    internal virtual Sequence<Statistic> Statistics(Slot slot, Tokens tokens) => [];

    /// <summary>The symbol of an averaged quantity: nll(y), nll_B(y).</summary>
    internal Symbol Symbol(string stem) =>
        new($"{stem}{Mark.Unicode}(#1)", $@"\mathrm{{{stem}}}{Mark.Latex}(#1)", stem + Mark.Code);

    private static Expr Summed(Expr perToken, Slot slot, Tokens tokens) =>
        tokens.Weigh(slot, perToken.Expand(new Axes.Token(slot.Answer))).SumTokens();

    private static Expr Counted(Slot slot, Tokens tokens) =>
        tokens.Apply(slot).SumTokens().SumPairs().AtLeast(1);

    /// <summary>[B]: each answer's mean token, so short answers weigh as much as long ones (LLaMA-Factory, RPO's
    /// average form; GRPO, Shao et al. 2024, eq. 3, arXiv:2402.03300).</summary>
    public sealed record Sequence : Averaging
    {
        internal override string Name => "sequence-mean";

        internal override Symbol Mark => new("");

        public override Expr Apply(Expr perToken, Slot slot, Tokens tokens) =>
            Summed(perToken, slot, tokens) / Over.Length(tokens.Apply(slot), slot);
    }

    /// <summary>[]: over all tokens of the batch, so long answers weigh more (TRL, ORPO, CPO, LeanPO; TRL's
    /// <c>bnpo</c>).</summary>
    public sealed record Token : Averaging
    {
        internal override string Name => "token-mean";

        internal override Symbol Mark => new("_B", "_B", "_token_mean");

        public override Expr Apply(Expr perToken, Slot slot, Tokens tokens) =>
            Summed(perToken, slot, tokens).SumPairs() / Counted(slot, tokens);
    }

    /// <summary>[B]: the sum over each answer's tokens (RPO's cumulative form).</summary>
    public sealed record Total : Averaging
    {
        internal override string Name => "sum";

        internal override Symbol Mark => new("_Σ", @"_\Sigma", "_sum");

        public override Expr Apply(Expr perToken, Slot slot, Tokens tokens) => Summed(perToken, slot, tokens);
    }

    /// <summary>[B]: the sum over each answer's tokens by one constant, so that no token's weight depends on how long
    /// its answer became. Dr. GRPO, Liu et al. 2025 (arXiv:2503.20783).</summary>
    /// <param name="Length">L &gt; 0, tokens: the longest answer that may be generated.</param>
    public sealed record Constant(double Length) : Averaging
    {
        public double Length { get; } = Bounds.Positive(Length, "Constant L");

        internal override string Name => "constant-length";

        internal override Symbol Mark => new("_L", "_L", "_constant");

        public override Expr Apply(Expr perToken, Slot slot, Tokens tokens) => Summed(perToken, slot, tokens) / Length;
    }

    /// <summary>[]: the sum over this batch's tokens by the number of tokens of the whole step. DAPO, Yu et al. 2025,
    /// eq. 8 (arXiv:2503.14476).</summary>
    /// <remarks>N is evidence <c>batch.tokens</c>, [], because it belongs to all micro-batches and devices of the step;
    /// <see cref="Statistic"/> says how their evidence makes it. Micro-batches add, they are not averaged: their sum is
    /// the token mean of the step. With one batch per step N is its own count, and this is
    /// <see cref="Token"/>.</remarks>
    public sealed record StepTokens : Averaging
    {
        private static readonly Evidence N = Quantity.BatchTokens.At(Expressions.Slot.None);

        internal override string Name => "step-token-mean";

        internal override Symbol Mark => new("_N", "_N", "_step_mean");

        public override Expr Apply(Expr perToken, Slot slot, Tokens tokens) =>
            Summed(perToken, slot, tokens).SumPairs() / N.ToExpr();

        internal override Sequence<Statistic> Statistics(Slot slot, Tokens tokens) =>
            [new(N, 1, Counted(slot, tokens))];
    }
}
