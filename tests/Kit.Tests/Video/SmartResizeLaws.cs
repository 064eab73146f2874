using FsCheck;
using FsCheck.Fluent;
using Kit.Video;

namespace Kit.Tests.Video;

public class SmartResizeLaws
{
    private static readonly Gen<(SmartResize Rule, int Height, int Width)> Cases =
        from factor in Gen.Elements(14, 28, 32)
        from min in Gen.Choose(1, 200)
        from more in Gen.Choose(4, 400)
        from height in Gen.Choose(28, 2000)
        from width in Gen.Choose(28, 2000)
        select (new SmartResize(factor, (long)min * factor * factor, (long)(min + more) * factor * factor),
            height, width);

    // Shrinking rounds down and growing rounds up, so that either may pass the other bound where the two lie close.
    [Fact]
    public void Sides_are_multiples_of_the_factor_and_pixels_within_bounds() =>
        Law.Holds(Cases, c =>
        {
            var (height, width) = c.Rule.Apply(c.Height, c.Width);
            var pixels = (long)height * width;
            return height % c.Rule.Factor == 0 && width % c.Rule.Factor == 0
                && (pixels <= c.Rule.MaxPixels || Math.Min(height, width) == c.Rule.Factor
                    || Near(c.Height, c.Rule) * Near(c.Width, c.Rule) < c.Rule.MinPixels)
                && (pixels >= c.Rule.MinPixels || Near(c.Height, c.Rule) * Near(c.Width, c.Rule) > c.Rule.MaxPixels);
        });

    private static long Near(int side, SmartResize rule) =>
        Math.Max(1, (long)Math.Round((double)side / rule.Factor)) * rule.Factor;

    [Fact]
    public void A_size_that_fits_stays() =>
        Law.Holds(Cases, c =>
        {
            var size = c.Rule.Apply(c.Height, c.Width);
            var pixels = (long)size.Height * size.Width;
            return pixels < c.Rule.MinPixels || pixels > c.Rule.MaxPixels
                || c.Rule.Apply(size.Height, size.Width) == size;
        });

    [Fact]
    public void Turning_the_frame_turns_the_size() =>
        Law.Holds(Cases, c => c.Rule.Apply(c.Height, c.Width) is var (height, width)
            && c.Rule.Apply(c.Width, c.Height) == (width, height));

    // 1080 / 28 = 38.57, 1920 / 28 = 68.57: 39·28 × 69·28 is over a megapixel; 98 / 28 = 3.5 goes to even.
    [Fact]
    public void Three_sizes_by_hand()
    {
        Assert.Equal((728, 1316), new SmartResize(28, 3136, 1003520).Apply(1080, 1920));
        Assert.Equal((112, 112), new SmartResize(28, 3136, 1003520).Apply(98, 98));
        Assert.Equal((56, 84), new SmartResize(28, 3136, 1003520).Apply(30, 50));
    }

    [Theory]
    [InlineData(0, 5, "got 5x0")]
    [InlineData(10, 2001, "got 2001x10")]
    [InlineData(-4, 4, "got 4x-4")]
    public void A_frame_without_a_shape_is_refused(int height, int width, string got) =>
        Assert.Contains(got, Assert.Throws<ArgumentException>(() =>
            new SmartResize(28, 3136, 9408).Apply(height, width)).Message);

    [Fact]
    public void Bounds_that_cross_are_refused() =>
        Assert.StartsWith("smart resize: expected a positive factor and 1 ≤ min ≤ max pixels, got ",
            Assert.Throws<ArgumentException>(() => new SmartResize(28, 9, 8).Apply(30, 30)).Message);
}
