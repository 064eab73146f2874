using System.Globalization;

namespace Kit.Video;

/// <summary>A square hidden in every frame, pixels.</summary>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
/// <param name="Side">Height and width; 0 hides nothing.</param>
/// <param name="Fit">Whether its area kept to the range that was asked for.</param>
public sealed record Block(int Top, int Left, int Side, BlockFit Fit)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Side}×{Side} at ({Top}, {Left})") + (Fit == BlockFit.Clamped ? ", clamped to the frame" : "");
}

/// <summary>How a block's area relates to the range asked for.</summary>
public enum BlockFit
{
    /// <summary>Area / (H·W) lies in the range.</summary>
    InRange,

    /// <summary>No square of whole pixels inside the frame lies in the range; a neighbour was taken.</summary>
    Clamped,
}
