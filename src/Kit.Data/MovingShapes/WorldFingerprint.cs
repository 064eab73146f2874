using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kit.Data.MovingShapes;

/// <summary>Names a world by what it draws, so that a change of the drawing code makes a new name by itself.</summary>
internal static class WorldFingerprint
{
    private const int Samples = 4;

    public static string Of(World world)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Parameters(world)));
        foreach (var split in Enum.GetValues<Split>())
            foreach (var clip in world.Clips(split, Samples))
                hash.AppendData(Rasteriser.Draw(clip.Scene, world.Size, world.Fps).Rgb.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static string Parameters(World world) => string.Create(CultureInfo.InvariantCulture,
        $"{world.Seed} {world.Size} {world.Fps} {world.Bias.Direction:R} {world.Bias.Speed:R} {ClipEncoder.Options}");
}
