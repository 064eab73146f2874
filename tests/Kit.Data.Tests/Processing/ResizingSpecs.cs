using System.Security.Cryptography;
using Kit.Data.Processing;
using Kit.Video;

namespace Kit.Data.Tests.Processing;

public class ResizingSpecs
{
    private static readonly Normalisation Bytes = new(1, [0, 0, 0], [1, 1, 1]);

    // SHA-256 of what Pillow 9.4 makes of the same picture, first 16 digits.
    [Theory]
    [InlineData("lanczos", 5, 4, 3, 7, "f8ba77c08ed52e99")]
    [InlineData("lanczos", 37, 53, 14, 14, "03a9ad612e61ca12")]
    [InlineData("lanczos", 9, 9, 27, 20, "563245c36ca27065")]
    [InlineData("lanczos", 1, 6, 4, 4, "2c72f6b677287cd5")]
    [InlineData("lanczos", 64, 48, 64, 20, "d5813946df4fd2e6")]
    [InlineData("lanczos", 240, 3, 10, 3, "770ab57038bdbcbb")]
    [InlineData("lanczos", 2, 2, 2, 2, "464fd474752422fb")]
    [InlineData("lanczos", 33, 100, 1, 1, "cd2eb0837c9b4c96")]
    [InlineData("bilinear", 5, 4, 3, 7, "1f77d2f81dfe3462")]
    [InlineData("bilinear", 37, 53, 14, 14, "3285164d733ebbab")]
    [InlineData("bilinear", 9, 9, 27, 20, "54b6424c7342cacf")]
    [InlineData("bilinear", 1, 6, 4, 4, "e27361213a9fc7cb")]
    [InlineData("bilinear", 64, 48, 64, 20, "45a04df0e4d141ad")]
    [InlineData("bilinear", 240, 3, 10, 3, "4aebf7dec760b100")]
    [InlineData("bilinear", 2, 2, 2, 2, "464fd474752422fb")]
    [InlineData("bilinear", 33, 100, 1, 1, "06b0c954be74f79f")]
    [InlineData("bicubic", 5, 4, 3, 7, "4b721c5ef9c1c33d")]
    [InlineData("bicubic", 37, 53, 14, 14, "3a7890d1b465dfa7")]
    [InlineData("bicubic", 9, 9, 27, 20, "67c28e62b1b9863a")]
    [InlineData("bicubic", 1, 6, 4, 4, "d021b2843a22bb87")]
    [InlineData("bicubic", 64, 48, 64, 20, "9e1fcdbf846abf06")]
    [InlineData("bicubic", 240, 3, 10, 3, "d541233964e9c8aa")]
    [InlineData("bicubic", 2, 2, 2, 2, "464fd474752422fb")]
    [InlineData("bicubic", 33, 100, 1, 1, "06b0c954be74f79f")]
    [InlineData("box", 5, 4, 3, 7, "67a0597094fc1b9d")]
    [InlineData("box", 37, 53, 14, 14, "0df4cb5fa6fbe98c")]
    [InlineData("box", 9, 9, 27, 20, "7fce12cf366669df")]
    [InlineData("box", 1, 6, 4, 4, "4e8a426ebb026c6b")]
    [InlineData("box", 64, 48, 64, 20, "8a6b1666c62e9ab0")]
    [InlineData("box", 240, 3, 10, 3, "c3c3c37c40469625")]
    [InlineData("box", 2, 2, 2, 2, "464fd474752422fb")]
    [InlineData("box", 33, 100, 1, 1, "06b0c954be74f79f")]
    public void Pillow_makes_the_same_picture(
        string filter, int height, int width, int toHeight, int toWidth, string digest)
    {
        var resized = Resized(Picture(height, width), toHeight, toWidth, Filter.All.Single(f => f.Name == filter));
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(resized))[..16]);
    }

    // Pillow 9.4's own numbers.
    [Fact]
    public void A_row_by_hand()
    {
        Assert.Equal(new byte[] { 67, 7, 255, 114, 61, 127, 186, 213, 0 }, Resized(
            Row(10, 0, 255, 200, 40, 255, 30, 90, 0, 250, 250, 7), 1, 3, Filter.Bicubic));
        Assert.Equal(new byte[] { 10, 0, 255, 58, 10, 191, 153, 30, 64, 200, 40, 0 }, Resized(
            Row(10, 0, 255, 200, 40, 0), 1, 4, Filter.Bilinear));
    }

    [Fact]
    public void The_same_size_changes_nothing() =>
        Assert.All(Filter.All, filter =>
            Assert.Equal(Picture(7, 5).Rgb.ToArray(), Resized(Picture(7, 5), 7, 5, filter)));

    [Fact]
    public void One_colour_stays_one_colour() =>
        Assert.All(Filter.All, filter =>
            Assert.All(Resized(Plain(9, 13, 171), 4, 29, filter), v => Assert.Equal(171, v)));

    [Fact]
    public void Frames_are_independent_and_in_order()
    {
        var clip = new Frames(6, 9, new byte[][] { [.. Picture(6, 9).Rgb.Span], [.. Plain(6, 9, 3).Rgb.Span] }
            .SelectMany(frame => frame).ToArray(), [0, 1]);
        var both = ImageProcessor.Siglip(8).Apply(clip).Values.ToArray();
        Assert.Equal(both[..192], ImageProcessor.Siglip(8).Apply(Picture(6, 9)).Values.ToArray());
        Assert.Equal(both[192..], ImageProcessor.Siglip(8).Apply(Plain(6, 9, 3)).Values.ToArray());
    }

    [Fact]
    public void A_crop_takes_the_middle_and_a_larger_one_gets_a_black_border()
    {
        Assert.Equal([2, 3], Red(new FrameStep.CentreCrop(1, 2), Row(1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0)));
        Assert.Equal([2, 3], Red(new FrameStep.CentreCrop(1, 2), Row(1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0, 5, 0, 0)));
        Assert.Equal([0, 1, 2], Red(new FrameStep.CentreCrop(1, 3), Row(1, 0, 0, 2, 0, 0)));
        Assert.Equal([0, 0, 1, 2, 0], Red(new FrameStep.CentreCrop(1, 5), Row(1, 0, 0, 2, 0, 0)));
        Assert.Equal([0, 0, 2, 3], Red(new FrameStep.CentreCrop(2, 2), Row(1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0)));
    }

    [Fact]
    public void Padding_makes_a_square_of_the_mean_colour()
    {
        Assert.Equal([122, 122, 122, 1, 2, 3, 122, 122, 122],
            Red(Normalisation.Clip.Padding, Row(1, 0, 0, 2, 0, 0, 3, 0, 0)));
        Assert.Equal([9, 127, 9, 127], Red(Normalisation.Siglip.Padding, Plain(2, 1, 9)));
    }

    [Fact]
    public void The_shorter_side_decides_and_the_longer_is_rounded_down()
    {
        var step = new FrameStep.ResizeShortest(42, Filter.Bicubic);
        Assert.Equal((42, 56), step.Size(60, 80));
        Assert.Equal((95, 42), step.Size(91, 40));
        Assert.Equal((42, 42), step.Size(33, 33));
    }

    [Fact]
    public void Nothing_to_look_at_is_refused() =>
        Assert.Equal("frames: expected at least 1, got 0 of 4x4. Plan some.", Assert.Throws<ArgumentException>(() =>
            ImageProcessor.Clip(8).Apply(new Frames(4, 4, ReadOnlyMemory<byte>.Empty, []))).Message);

    [Fact]
    public void Bytes_that_are_not_the_frames_are_refused() =>
        Assert.Equal("frames: expected [F, H, W, 3] = 48 bytes, got 47. Decode them again.",
            Assert.Throws<ArgumentException>(() =>
                ImageProcessor.Clip(8).Apply(new Frames(4, 4, new byte[47], [0]))).Message);

    [Fact]
    public void A_picture_too_large_to_hold_is_refused_before_it_is_made() =>
        Assert.StartsWith("pixels: expected at most ", Assert.Throws<ArgumentException>(() =>
            ImageProcessor.Clip(16000).Apply(Plain(1, 8000, 1))).Message);

    private static byte[] Resized(Frames frames, int height, int width, Filter filter) =>
        Interleaved(new FrameStep.Resize(height, width, filter), frames);

    private static int[] Red(FrameStep step, Frames frames) =>
        [.. Interleaved(step, frames).Where((_, i) => i % 3 == 0).Select(v => (int)v)];

    private static byte[] Interleaved(FrameStep step, Frames frames)
    {
        var pixels = new ImageProcessor.Whole([step], Bytes).Apply(frames);
        var (values, plane) = (pixels.Values.ToArray(), (int)(pixels.Shape[2] * pixels.Shape[3]));
        return [.. Enumerable.Range(0, plane * 3).Select(i => (byte)values[(i % 3 * plane) + (i / 3)])];
    }

    private static Frames Picture(int height, int width) => new(height, width,
        Enumerable.Range(0, height * width * 3).Select(i => (byte)(i * i * 7 / 3 % 256)).ToArray(), [0]);

    private static Frames Plain(int height, int width, byte value) =>
        new(height, width, Enumerable.Repeat(value, height * width * 3).ToArray(), [0]);

    private static Frames Row(params byte[] rgb) => new(1, rgb.Length / 3, rgb, [0]);
}
