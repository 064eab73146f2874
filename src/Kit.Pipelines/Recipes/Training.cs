namespace Kit.Pipelines.Recipes;

/// <summary>What a trainer is given.</summary>
/// <param name="Drafts">The data.</param>
/// <param name="Gallery">Their clips.</param>
/// <param name="Roles">What it may start from and hold to.</param>
/// <param name="Folder">Where it leaves weights, and finds what an earlier call left that was cut off.</param>
/// <param name="Progress">Told of its steps.</param>
/// <param name="Cancellation">Asks it to stop; what it has written stays.</param>
public sealed record Training(
    IReadOnlyList<Draft> Drafts, Gallery Gallery, Roles Roles, string Folder, IProgress<Advance> Progress,
    CancellationToken Cancellation)
{
    public override string ToString() => FormattableString.Invariant($"training on {Drafts.Count} drafts");
}
