namespace Kit.Video;

/// <summary>Which frames of a clip to show, and when each was shown.</summary>
/// <param name="Indices">Frame indices from 0, non-decreasing; one repeats if a clip is shorter than its plan.</param>
/// <param name="Seconds">Index / fps, from the start of the clip.</param>
public sealed record FrameTimes(Sequence<int> Indices, Sequence<double> Seconds)
{
    public int Count => Indices.Count;
}
