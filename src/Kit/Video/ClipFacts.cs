namespace Kit.Video;

/// <summary>What is known of a clip before any frame is decoded.</summary>
/// <param name="Frames">F, at least 1.</param>
/// <param name="Fps">Frames per second, average.</param>
/// <param name="Height">Pixels, upright.</param>
/// <param name="Width">Pixels, upright.</param>
public sealed record ClipFacts(int Frames, double Fps, int Height, int Width);
