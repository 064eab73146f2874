using System.Globalization;

namespace Kit.Video;

/// <summary>What a perturbation does to one clip, as data: edits that are drawn already, the first one first.</summary>
/// <param name="Count">F.</param>
/// <param name="Height">H, pixels.</param>
/// <param name="Width">W, pixels.</param>
/// <param name="Edits">None changes size or number of frames.</param>
public sealed record PerturbationPlan(int Count, int Height, int Width, Sequence<Edit> Edits)
{
    /// <summary>RGB value of a hidden pixel, 0–255: the light grey of RRPO's published example.</summary>
    public const byte Grey = 245;

    /// <summary>The plan that changes nothing.</summary>
    public static PerturbationPlan Identity(int frames, int height, int width) => new(frames, height, width, []);

    /// <summary>Squares that are painted grey.</summary>
    public Sequence<Block> Blocks => [.. Edits.OfType<Edit.Hide>().Select(edit => edit.Block)];

    /// <summary>The clip's frame that is shown at each position.</summary>
    public Sequence<int> Order => Edits.OfType<Edit.Show>().Aggregate(
        Sequence.From(Enumerable.Range(0, Count)), (order, edit) => [.. edit.Order.Select(frame => order[frame])]);

    public PerturbationPlan With(Edit edit) => this with { Edits = Edits.Add(edit) };

    /// <summary>This plan, then another one of the same clip size.</summary>
    public PerturbationPlan Then(PerturbationPlan next)
    {
        Check(next.Count, next.Height, next.Width, "plan");
        return this with { Edits = [.. Edits, .. next.Edits] };
    }

    /// <summary>The perturbed clip, [F, H, W, 3]; every position keeps its timestamp.</summary>
    public Frames Apply(Frames frames)
    {
        Check(frames.Count, frames.Height, frames.Width, "clip");
        return frames.Count == 0 ? frames : Edits.Aggregate(frames, (edited, edit) => edit.Apply(edited));
    }

    public override string ToString() => Edits.Count == 0 ? "nothing" : string.Join(", ", Edits);

    private void Check(int frames, int height, int width, string what)
    {
        if ((frames, height, width) != (Count, Height, Width))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{what} to perturb: expected [F, H, W] = [{Count}, {Height}, {Width}], "
                + $"got [{frames}, {height}, {width}]. Plan for this clip's size."));
    }
}
