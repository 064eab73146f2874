using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Processing;
using Kit.Video;

namespace Kit.Data.Tests.Processing;

public class PatchLaws
{
    private static readonly Normalisation Bytes = new(1, [0, 0, 0], [1, 1, 1]);

    private static readonly Gen<(int Count, int Height, int Width, int Merge)> Clips =
        from count in Gen.Choose(1, 5)
        from merge in Gen.Choose(1, 3)
        from height in Gen.Choose(1, 3)
        from width in Gen.Choose(1, 3)
        select (count, height * merge, width * merge, merge);

    /// <summary>Tells frame, row and column of every pixel, so that any other order would be seen.</summary>
    [Fact]
    public void Every_pixel_goes_where_the_layout_says() =>
        Law.Holds(Clips, c =>
        {
            const int Patch = 2, Temporal = 2;
            var (height, width) = (c.Height * Patch, c.Width * Patch);
            var frames = Given(c.Count, height, width);
            var pixels = (Pixels.Patches)Processor(Patch, c.Merge, Temporal).Apply(frames);
            var values = pixels.Values.Span;
            var at = 0;
            for (var t = 0; t < (c.Count + 1) / 2; t++)
            for (var row = 0; row < c.Height / c.Merge; row++)
            for (var column = 0; column < c.Width / c.Merge; column++)
            for (var i = 0; i < c.Merge * c.Merge; i++)
            for (var channel = 0; channel < 3; channel++)
            for (var frame = 0; frame < Temporal; frame++)
            for (var y = 0; y < Patch; y++)
            for (var x = 0; x < Patch; x++)
            {
                var shown = Math.Min((t * Temporal) + frame, c.Count - 1);
                var top = (((row * c.Merge) + (i / c.Merge)) * Patch) + y;
                var left = (((column * c.Merge) + (i % c.Merge)) * Patch) + x;
                if (values[at++] != frames[shown].Span[(((top * width) + left) * 3) + channel]) return false;
            }

            return at == values.Length && pixels.Grid == new PatchGrid((c.Count + 1) / 2, c.Height, c.Width);
        });

    [Fact]
    public void The_layout_counts_the_tokens_of_the_grid() =>
        Law.Holds(Clips, c =>
        {
            var processor = Processor(2, c.Merge, 2);
            var pixels = (Pixels.Patches)processor.Apply(Given(c.Count, c.Height * 2, c.Width * 2));
            return processor.Layout.Count(c.Count, c.Height * 2, c.Width * 2) == pixels.Grid.Tokens(c.Merge)
                && pixels.Shape[0] * pixels.Shape[1] == pixels.Values.Length;
        });

    private static ImageProcessor.Patched Processor(int patch, int merge, int temporal) => new(
        new SmartResize(patch * merge, 1, 1 << 20), patch, merge, temporal, Filter.Bicubic, Bytes);

    private static Frames Given(int count, int height, int width) => new(height, width,
        Enumerable.Range(0, count * height * width * 3).Select(i => (byte)(i * 31 % 251)).ToArray(),
        [.. Enumerable.Range(0, count).Select(i => (double)i)]);
}
