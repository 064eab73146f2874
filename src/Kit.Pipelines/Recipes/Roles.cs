namespace Kit.Pipelines.Recipes;

/// <summary>A model at one point of a recipe.</summary>
/// <param name="Digest">Hash of its weights, or of all that they are a function of.</param>
/// <param name="Folder">What <see cref="Stage.Train"/> left; null for a model that the recipe starts from.</param>
public sealed record ModelState(string Digest, string? Folder)
{
    public override string ToString() => Folder is null ? Digest : $"{Digest} (trained)";
}

/// <summary>The models of a recipe by their roles.</summary>
public sealed record Roles
{
    private readonly Sequence<(ModelRole Role, ModelState State)> known;

    private Roles(Sequence<(ModelRole Role, ModelState State)> known) => this.known = known;

    /// <summary>For recipes that only ask fixed generators.</summary>
    public static Roles None { get; } = new([]);

    /// <summary>One model, which is policy and reference at the start.</summary>
    /// <param name="digest">Hash of its weights.</param>
    public static Roles From(string digest) =>
        None.With(ModelRole.Policy, new ModelState(digest, null)).With(ModelRole.Reference, new ModelState(digest, null));

    /// <exception cref="ArgumentException">No model has the role.</exception>
    public ModelState this[ModelRole role] =>
        known.FirstOrDefault(one => one.Role == role).State ?? throw new ArgumentException(
            $"{role}: expected a model of this role, got none. Give the source one, or train it before.");

    public Roles With(ModelRole role, ModelState state) =>
        new([.. known.Where(one => one.Role != role).Append((Role: role, State: state)).OrderBy(one => one.Role)]);

    /// <summary>Roles with the weights' digests: what a stage that reads all models depends on.</summary>
    internal string Digests => string.Join(", ", known.Select(one => $"{one.Role} {one.State.Digest}"));

    public override string ToString() => string.Join(", ", known.Select(one => $"{one.Role} {one.State}"));
}
