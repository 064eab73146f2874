namespace Kit.Pipelines.Recipes;

/// <summary>A function under a name, so that a recipe that holds it can be printed, compared and found again.</summary>
/// <remarks>Two functions of one name count as one. Change the name whenever the function changes: outputs that stand
/// under the old name are then made again.</remarks>
/// <param name="Name">What it does, with its version: <c>moving-shapes-rule-2</c>.</param>
/// <param name="Apply">The function.</param>
public sealed record Named<TIn, TOut>(string Name, Func<TIn, TOut> Apply)
{
    public string Name { get; } = Name.Length > 0 ? Name : throw new ArgumentException(
        "function: expected a name, got none. Name what it does, with a version.");

    public bool Equals(Named<TIn, TOut>? other) => other is not null && other.Name == Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}

/// <summary>Makes named functions.</summary>
public static class Named
{
    public static Named<TIn, TOut> From<TIn, TOut>(string name, Func<TIn, TOut> apply) => new(name, apply);
}
