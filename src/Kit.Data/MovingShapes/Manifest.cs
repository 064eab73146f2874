using System.Text.Json;

namespace Kit.Data.MovingShapes;

/// <summary>What stands beside the clips of a store, for people who find the folder.</summary>
internal static class Manifest
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(ClipStore store) => JsonSerializer.Serialize(
        new
        {
            store.Fingerprint,
            store.World.Seed,
            store.World.Size,
            store.World.Fps,
            store.World.Bias,
            Encoder = "libx264 yuv420p " + ClipEncoder.Options,
        },
        Indented);
}
