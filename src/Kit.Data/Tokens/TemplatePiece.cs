namespace Kit.Data.Tokens;

/// <summary>One fixed piece of a chat template.</summary>
public abstract record TemplatePiece
{
    private TemplatePiece() { }

    /// <summary>The piece's ids, on its own.</summary>
    public abstract IEnumerable<int> Apply(ITokenizer tokenizer);

    /// <summary>A special token by name.</summary>
    public sealed record Special(string Token) : TemplatePiece
    {
        public override IEnumerable<int> Apply(ITokenizer tokenizer) => [tokenizer.Id(Token)];

        public override string ToString() => Token;
    }

    /// <summary>A special token that the family's tokenizer puts before every text by itself, so that the written form
    /// lacks it: Llama's &lt;s&gt;.</summary>
    public sealed record Implied(string Token) : TemplatePiece
    {
        public override IEnumerable<int> Apply(ITokenizer tokenizer) => [tokenizer.Id(Token)];

        public override string ToString() => "";
    }

    /// <summary>The one place of a clip, marked by a token of the vocabulary.</summary>
    public sealed record Media(string Token) : TemplatePiece
    {
        public override IEnumerable<int> Apply(ITokenizer tokenizer) => [tokenizer.Id(Token)];

        public override string ToString() => Token;
    }

    /// <summary>The one place of a clip, marked by an id outside every vocabulary, as LLaVA's code has it.</summary>
    /// <param name="Token">How it is written.</param>
    /// <param name="Id">Negative, so that no embedding is looked up for it by mistake.</param>
    public sealed record Sentinel(string Token, int Id) : TemplatePiece
    {
        /// <summary>IMAGE_TOKEN_INDEX of LLaVA's official code.</summary>
        public const int Image = -200;

        public override IEnumerable<int> Apply(ITokenizer tokenizer) => [Id];

        public override string ToString() => Token;
    }

    /// <summary>Plain text, never read as special tokens; neighbouring texts are encoded together.</summary>
    public sealed record Text(string Value) : TemplatePiece
    {
        public override IEnumerable<int> Apply(ITokenizer tokenizer) => tokenizer.Encode(Value).Ids;

        public override string ToString() => Value;
    }
}
