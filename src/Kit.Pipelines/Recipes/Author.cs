namespace Kit.Pipelines.Recipes;

/// <summary>Who answers at a stage: always the same, or whoever has a role by then.</summary>
public abstract record Author
{
    private Author() { }

    /// <summary>The same in every round, such as a judge.</summary>
    public static Author From(Generator generator) => new Fixed(generator);

    /// <summary>The model that has a role when the stage runs.</summary>
    /// <param name="role">Whose turn it is.</param>
    /// <param name="name">How it is asked: chat form and decoding, with a version.</param>
    /// <param name="maxTokens">Longest answer, tokens; prices a plan.</param>
    /// <param name="open">Loads it; called only when something is to be asked.</param>
    public static Author From(ModelRole role, string name, int maxTokens, Func<ModelState, Generator> open) =>
        new InRole(role, Named.From(name, open), maxTokens);

    internal abstract int MaxTokens { get; }

    /// <summary>What the answers depend on, of the author.</summary>
    internal abstract string Identity(Roles models);

    internal abstract Generator Open(Roles models);

    internal sealed record Fixed(Generator Generator) : Author
    {
        internal override int MaxTokens => Generator.MaxTokens;

        internal override string Identity(Roles models) => Generator.Identity;

        internal override Generator Open(Roles models) => Generator;

        public override string ToString() => Generator.Identity;
    }

    internal sealed record InRole(ModelRole Role, Named<ModelState, Generator> Opened, int Tokens) : Author
    {
        internal override int MaxTokens => Tokens;

        internal override string Identity(Roles models) => $"{Opened}, weights {models[Role].Digest}";

        internal override Generator Open(Roles models) => Opened.Apply(models[Role]);

        public override string ToString() => $"{Role} ({Opened})";
    }
}
