using Kit.Video;

namespace Kit.Data.Storage;

/// <summary>A clip's frames under its id.</summary>
public sealed record StoredClip(string Id, Frames Frames);
