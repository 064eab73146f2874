using Kit.Video;

namespace Kit.Data.Storage;

/// <summary>A clip's frames under its id.</summary>
public sealed record Clip(string Id, Frames Frames);
