using Kit.Expressions;

namespace Kit.Parts;

/// <summary>A term of one's own: any expression over evidence.</summary>
/// <param name="Word">For metrics, <c>terms/</c> + this.</param>
/// <param name="Body">Ω, [B] or [].</param>
public sealed record Written(string Word, Expr Body) : Term
{
    public Expr Body { get; } = Body.Axes is Axes.Token ? throw new ArgumentException(
        $"{Word}: expected [B] or [], got {Body.Axes}. Fold the tokens, SumTokens().") : Body;

    public override string Name => Word;

    public override Expr Apply() => Body;
}
