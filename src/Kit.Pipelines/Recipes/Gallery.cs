using Kit.Video;

namespace Kit.Pipelines.Recipes;

/// <summary>The clips of a recipe as its stages see them.</summary>
/// <param name="Clips">Clean clips.</param>
/// <param name="Spoilt">The recipe's perturbations by the field that they write.</param>
public sealed record Gallery(Clips Clips, Sequence<Stage.Perturb> Spoilt)
{
    /// <summary>Frames of a clip as a view shows them; null for text alone.</summary>
    /// <exception cref="ArgumentException">No stage writes the view's field, or no clip has this name.</exception>
    /// <exception cref="Data.Video.UnreadableVideoException">The clip is missing or does not decode.</exception>
    public Frames? Show(View view, string clip) => view switch
    {
        View.Blind => null,
        View.Whole => Clips.Read(clip),
        View.Segment part => part.Of(Clips.Read(clip)),
        View.Perturbed through => Stage(through.Field).Apply(Clips.Read(clip), Clips.Path(clip)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal Stage.Perturb Stage(string field) => Spoilt.FirstOrDefault(stage => stage.Into == field)
        ?? throw new ArgumentException($"view through {field}: expected a stage that perturbs into it, got none. "
            + "Put one before.");
}
