using Kit.Video;

namespace Kit.Data.Processing;

public abstract partial record ImageProcessor
{
    /// <summary>Frames cut into patches over space and time: Qwen2-VL, Qwen2.5-VL.</summary>
    /// <remarks>Size from <see cref="SmartResize"/>; frames in groups of <paramref name="Temporal"/>, the last group
    /// filled with its last frame. Patches come in the order of the squares that are merged later: (t, H/m, W/m, m, m),
    /// each with the values (channel, frame, row, column).</remarks>
    /// <param name="Resize">Its factor is <paramref name="Patch"/> · <paramref name="Merge"/>.</param>
    /// <param name="Patch">Pixels of a patch's side; 14.</param>
    /// <param name="Merge">m, patches of a square's side that become one token; 2.</param>
    /// <param name="Temporal">Frames of a patch; 2.</param>
    /// <param name="Filter">For resizing.</param>
    /// <param name="Normalisation">After resizing.</param>
    public sealed record Patched(
        SmartResize Resize, int Patch, int Merge, int Temporal, Filter Filter, Normalisation Normalisation)
        : ImageProcessor
    {
        /// <summary>The number of visual tokens, for budgets.</summary>
        public VisualLayout Layout => new VisualLayout.Merged(Resize, Temporal);

        /// <summary>The same with other bounds on the pixels of a frame.</summary>
        public Patched WithPixels(long min, long max) =>
            this with { Resize = Resize with { MinPixels = min, MaxPixels = max } };

        private protected override Pixels Process(Frames frames)
        {
            var (height, width) = Resize.Apply(frames.Height, frames.Width);
            var grid = new PatchGrid((frames.Count + Temporal - 1) / Temporal, height / Patch, width / Patch);
            var each = Picture.Channels * Temporal * Patch * Patch;
            var values = new float[Area((long)grid.Time * grid.Height * grid.Width * each)];
            var resampler = new Resampler(frames.Height, frames.Width, height, width, Filter);
            var table = Normalisation.Table();
            Parallel.For(0, grid.Time * Temporal, f =>
            {
                var shown = Math.Min(f, frames.Count - 1);
                var picture = resampler.Apply(new(frames.Height, frames.Width, frames[shown]));
                Scatter(picture, f, grid, table, values);
            });
            return new Pixels.Patches(values, grid, each);
        }

        private void Scatter(Picture picture, int frame, PatchGrid grid, float[][] table, float[] values)
        {
            var rgb = picture.Rgb.Span;
            for (var y = 0; y < picture.Height; y++)
                for (var x = 0; x < picture.Width; x++)
                {
                    var start = Start(frame, y, x, grid);
                    var pixel = ((y * picture.Width) + x) * Picture.Channels;
                    for (var c = 0; c < Picture.Channels; c++)
                        values[start + (c * Temporal * Patch * Patch)] = table[c][rgb[pixel + c]];
                }
        }

        /// <summary>Where a pixel's red value goes.</summary>
        private int Start(int frame, int y, int x, PatchGrid grid)
        {
            var (row, column, squares) = (y / Patch, x / Patch, grid.Width / Merge);
            var square = (((frame / Temporal * (grid.Height / Merge)) + (row / Merge)) * squares) + (column / Merge);
            var patch = (((square * Merge) + (row % Merge)) * Merge) + (column % Merge);
            return (((((patch * Picture.Channels * Temporal) + (frame % Temporal)) * Patch) + (y % Patch)) * Patch)
                + (x % Patch);
        }
    }
}
