using System.Globalization;
using Kit.Video;

namespace Kit.Pipelines.Recipes;

/// <summary>What of its clip a stage shows to whoever answers.</summary>
public abstract record View
{
    private View() { }

    /// <summary>Nothing: text alone.</summary>
    public static View None { get; } = new Blind();

    /// <summary>The clip as it was decoded.</summary>
    public static View Clean { get; } = new Whole();

    /// <summary>The clip as an earlier <see cref="Stage.Perturb"/> spoils it.</summary>
    /// <param name="field">The field that the stage writes.</param>
    public static View Through(string field) => new Perturbed(field);

    /// <summary>One of several equal parts of the clip, as VLM-RLAIF's narrative is made: the frames from
    /// ⌊k·F/n⌋ up to ⌊(k+1)·F/n⌋.</summary>
    /// <param name="index">k, from 0.</param>
    /// <param name="count">n.</param>
    /// <param name="frames">How many frames the part is held over, for models that see a fixed number; null for the
    /// part's own. Frame i of m shows the part's frame ⌊i·P/m⌋ of P.</param>
    public static View Part(int index, int count, int? frames = null) => index >= 0 && index < count
        ? new Segment(index, count, frames)
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"part: expected 0 ≤ k < n, got {index} of {count}. Count from 0."));

    internal sealed record Blind : View
    {
        public override string ToString() => "text alone";
    }

    internal sealed record Whole : View
    {
        public override string ToString() => "clean clip";
    }

    internal sealed record Perturbed(string Field) : View
    {
        public override string ToString() => $"clip through {Field}";
    }

    internal sealed record Segment(int Index, int Count, int? Held) : View
    {
        public Frames Of(Frames frames)
        {
            var (from, to) = (Index * frames.Count / Count, (Index + 1) * frames.Count / Count);
            if (to == from) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"part {Index} of {Count}: "
                + $"expected at least {Count} frames, got {frames.Count}. Ask for fewer parts."));
            var shown = Held ?? to - from;
            int[] places = [.. Enumerable.Range(0, shown).Select(i => from + i * (to - from) / shown)];
            return new Frames(
                frames.Height, frames.Width,
                places.SelectMany(at => frames.Rgb.Slice(at * frames.Stride, frames.Stride).ToArray()).ToArray(),
                [.. places.Select(at => frames.Timestamps[at])])
            {
                Rate = frames.Rate * shown / (to - from),
            };
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"part {Index + 1} of {Count} of the clip{(Held is { } held ? $", held over {held} frames" : "")}");
    }
}
