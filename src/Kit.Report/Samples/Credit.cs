namespace Kit.Report;

/// <summary>A number for every token of an answer, such as d loss / d log-probability or Δlogp.</summary>
/// <param name="Name">Such as "credit of the chosen answer under RRPO".</param>
/// <param name="Unit">Such as "nats"; empty for none.</param>
/// <param name="Tokens">In the order of the text.</param>
[TypeFormatterSource]
public sealed record Credit(string Name, string Unit, Sequence<CreditToken> Tokens)
{
    /// <summary>d loss / d evidence, token by token; a token without text shows its place.</summary>
    public static Credit From(Explanations.AnswerCredit answer) => new(
        $"∂ loss / ∂ {answer.Evidence}", "per nat",
        [.. answer.Tokens.Select(token => new CreditToken(
            token.Word == "" ? FormattableString.Invariant($" {token.Place}") : token.Word, token.Total))]);

    /// <summary>The largest magnitude, at which a colour is full.</summary>
    public double Peak => Tokens.Select(token => Math.Abs(token.Value)).Where(double.IsFinite).Append(0).Max();
}

/// <summary>One token as text, blanks included, with its number.</summary>
public readonly record struct CreditToken(string Text, double Value);
