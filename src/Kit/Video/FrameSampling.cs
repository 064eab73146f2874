namespace Kit.Video;

/// <summary>Which frames of which clip a model was shown, and when each was on: what training, evaluation and caches
/// must agree on.</summary>
/// <param name="Plan">The rule.</param>
/// <param name="Clip">What it was applied to.</param>
/// <param name="Times">Its choice.</param>
public sealed record FrameSampling(FramePlan Plan, ClipFacts Clip, FrameTimes Times)
{
    public static FrameSampling From(FramePlan plan, ClipFacts clip) =>
        new(plan, clip, plan.Apply(clip.Frames, clip.Fps));

    /// <summary>Frames shown per second of the clip, n / F · fps.</summary>
    public double Rate => Times.Count / (double)Clip.Frames * Clip.Fps;

    /// <summary>Seconds of the clip that one step of the visual grid spans, temporal patch / <see cref="Rate"/>:
    /// Qwen2.5-VL multiplies its time positions by it.</summary>
    public double SecondsPerGrid(int temporalPatch) => temporalPatch / Rate;

    public override string ToString() => FormattableString.Invariant(
        $"{Plan} of {Clip.Frames} frames at {Clip.Fps} fps: {Times.Indices}");
}
