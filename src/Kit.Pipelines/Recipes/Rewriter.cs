namespace Kit.Pipelines.Recipes;

/// <summary>Who rewrites texts.</summary>
public abstract record Rewriter
{
    private Rewriter() { }

    /// <summary>A rule of the draft's fields; what it refuses with an <see cref="ArgumentException"/> or a
    /// <see cref="FormatException"/> is a failed draft.</summary>
    public static Rewriter By(Named<Draft, Draft> rule) => new Rule(rule);

    /// <summary>An author, who writes into the field of the stage's name.</summary>
    public static Rewriter By(Author author, Wording wording, View view, int attempts = 1) =>
        new Written(author, wording, view, attempts);

    internal sealed record Rule(Named<Draft, Draft> Apply) : Rewriter
    {
        public override string ToString() => $"{Apply}";
    }

    internal sealed record Written(Author Author, Wording Wording, View View, int Attempts) : Rewriter
    {
        public Asking Into(string field) => new(field, Author, Wording, View, Reading.Whole, Attempts, Sample: 0);

        public override string ToString() => $"{Author}, {View}, {Wording}";
    }
}
