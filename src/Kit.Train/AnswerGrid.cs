using Kit.Models;
using static TorchSharp.torch;

namespace Kit.Train;

/// <summary>The way from scored tokens, end to end in [S], to one row an answer, [B, T]; padding holds 0.</summary>
internal sealed class AnswerGrid
{
    private readonly Tensor places;    // [B, T], int64; S on padding

    /// <param name="layout">Where the answers lie.</param>
    /// <param name="lines">Which of the layout's lines, in the order of the rows.</param>
    /// <param name="width">T; null for the longest of them.</param>
    public AnswerGrid(Layout layout, IReadOnlyList<int> lines, int? width = null)
    {
        var ranges = lines.Select(line => layout.Lines[line]).ToArray();
        (Rows, Width) = (ranges.Length, width ?? ranges.Max(r => r.End.Value - r.Start.Value));
        var index = new long[Rows * Width];
        Array.Fill(index, layout.Targets.shape[0]);
        for (var b = 0; b < Rows; b++)
            for (var t = ranges[b].Start.Value; t < ranges[b].End.Value; t++)
                index[b * Width + t - ranges[b].Start.Value] = t;
        places = tensor(index, [Rows, Width], device: layout.Targets.device);
    }

    public int Rows { get; }

    public int Width { get; }

    /// <summary>A number per scored token, [S] → [B, T].</summary>
    public Tensor Spread(Tensor scored) => cat([scored, zeros([1], dtype: scored.dtype, device: scored.device)])
        .index_select(0, places.flatten()).view(Rows, Width);

    /// <summary>Numbers that the data give, as ragged rows → [B, T], float32.</summary>
    public Tensor Given(IEnumerable<IReadOnlyList<int>> rows)
    {
        var grid = new float[Rows * Width];
        foreach (var (row, b) in rows.Select((row, b) => (row, b)))
            for (var t = 0; t < row.Count; t++) grid[b * Width + t] = row[t];
        return tensor(grid, [Rows, Width], device: places.device);
    }
}
