using Kit.Data.Storage;
using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

/// <summary>Where a run stands between two stages.</summary>
/// <param name="Drafts">Those that are left.</param>
/// <param name="Digest">SHA-256 of their lines.</param>
/// <param name="Roles">By role.</param>
/// <param name="Gallery">Their clips.</param>
/// <param name="Left">Those that are not, each with its fate.</param>
internal sealed record Standing(
    IReadOnlyList<Draft> Drafts, string Digest, Roles Roles, Gallery Gallery, Ledger Left)
{
    /// <summary>What a stage that shows clips of a view depends on.</summary>
    public IEnumerable<Component> Shown(View view) => view switch
    {
        View.Blind => [new("view", $"{view}")],
        View.Perturbed through =>
            [new("view", $"{Gallery.Stage(through.Field)}"), new("clips", Gallery.Clips.Identity)],
        _ => [new("view", $"{view}"), new("clips", Gallery.Clips.Identity)],
    };

    /// <summary>What a stage that measures with a model depends on.</summary>
    public IEnumerable<Component> Shown(ModelRole role) =>
        [new("model", Roles[role].Digest), new("clips", Gallery.Clips.Identity)];
}
