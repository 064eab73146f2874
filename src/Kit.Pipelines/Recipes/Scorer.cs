namespace Kit.Pipelines.Recipes;

/// <summary>Who scores drafts.</summary>
public abstract record Scorer
{
    private Scorer() { }

    /// <summary>A rule of the draft's fields; what it refuses with an <see cref="ArgumentException"/> or a
    /// <see cref="FormatException"/> is a failed draft.</summary>
    public static Scorer By(Named<Draft, Datum> rule) => new Rule(rule);

    /// <summary>A judge.</summary>
    /// <param name="author">Who judges.</param>
    /// <param name="wording">What it is asked.</param>
    /// <param name="reading">How its output is read.</param>
    /// <param name="view">What it is shown.</param>
    /// <param name="attempts">Most requests for one draft; the last unreadable output is in the failure's
    /// reason.</param>
    public static Scorer By(Author author, Wording wording, Reading reading, View view, int attempts = 3) =>
        new Judge(author, wording, reading, view, attempts);

    /// <summary>A model in some role that measures drafts together, such as a reward model.</summary>
    /// <param name="role">Whose weights it needs.</param>
    /// <param name="measure">One value for each draft, in their order.</param>
    /// <param name="clipsPerBatch">Clips measured together.</param>
    public static Scorer By(ModelRole role, Named<Measuring, IReadOnlyList<Datum>> measure, int clipsPerBatch = 16) =>
        new Model(role, measure, clipsPerBatch);

    internal sealed record Rule(Named<Draft, Datum> Apply) : Scorer
    {
        public override string ToString() => $"{Apply}";
    }

    internal sealed record Judge(Author Author, Wording Wording, Reading Reading, View View, int Attempts) : Scorer
    {
        public Asking Into(string field) => new(field, Author, Wording, View, Reading, Attempts, Sample: 0);

        public override string ToString() => $"{Author}, {View}, {Wording}, {Reading}";
    }

    internal sealed record Model(
        ModelRole Role, Named<Measuring, IReadOnlyList<Datum>> Apply, int ClipsPerBatch) : Scorer
    {
        public override string ToString() => $"{Role}, {Apply}";
    }
}

/// <summary>What a model measures.</summary>
/// <param name="Model">The weights.</param>
/// <param name="Drafts">One value is expected for each.</param>
/// <param name="Gallery">Where their clips are.</param>
public sealed record Measuring(ModelState Model, IReadOnlyList<Draft> Drafts, Gallery Gallery)
{
    public override string ToString() => FormattableString.Invariant($"{Drafts.Count} drafts by {Model}");
}
