namespace Kit.Data.Storage;

/// <summary>A clip whose pixels wait in a spool.</summary>
/// <param name="Offset">First byte in the spool.</param>
internal sealed record SpooledClip(string Id, int Height, int Width, Sequence<double> Seconds, long Offset);
