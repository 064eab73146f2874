namespace Kit.Data.Tokens;

/// <summary>One fixed piece of a chat template.</summary>
public abstract record TemplatePiece
{
    private TemplatePiece() { }

    /// <summary>The piece's ids.</summary>
    public abstract IEnumerable<int> Apply(ITokenizer tokenizer);

    /// <summary>A special token by name.</summary>
    public sealed record Special(string Token) : TemplatePiece
    {
        public override IEnumerable<int> Apply(ITokenizer tokenizer) => [tokenizer.Id(Token)];

        public override string ToString() => Token;
    }

    /// <summary>Plain text, encoded on its own.</summary>
    public sealed record Text(string Value) : TemplatePiece
    {
        public override IEnumerable<int> Apply(ITokenizer tokenizer) => tokenizer.Encode(Value).Ids;

        public override string ToString() => Value;
    }
}
