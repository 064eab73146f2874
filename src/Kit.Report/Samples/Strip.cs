using Kit.Video;

namespace Kit.Report;

/// <summary>Frames in a row, such as the clean clip, or the perturbed one below it.</summary>
[TypeFormatterSource]
public sealed record Strip(string Name, Frames Frames);
