using System.Globalization;
using System.Security.Cryptography;
using Kit.Video;

namespace Kit.Tests.Video;

/// <summary>Edits of pictures against Pillow 9.4 and torchvision's formulas on top of it: bit for bit.</summary>
public class EditSpecs
{
    /// <summary>Edit, height, width, strength, first digits of the SHA-256 of Pillow's picture.</summary>
    private const string Pillow =
        """
        grey 7 5 0 ddcc69e457ed77a3
        brightness 7 5 0.0 523c41464ee47d61
        contrast 7 5 0.0 b6097cd9e680a45b
        saturation 7 5 0.0 ddcc69e457ed77a3
        brightness 7 5 0.37 fb09f869a7207809
        contrast 7 5 0.37 aba6567b1c30989c
        saturation 7 5 0.37 90ffbab7b931d91a
        brightness 7 5 0.6 de34fc3ac52675fc
        contrast 7 5 0.6 b9b900c988f94a64
        saturation 7 5 0.6 82420c860ab662f7
        brightness 7 5 1.0 cf4574a8e59baff7
        contrast 7 5 1.0 cf4574a8e59baff7
        saturation 7 5 1.0 cf4574a8e59baff7
        brightness 7 5 1.4 b10213dcc16f159b
        contrast 7 5 1.4 4724510e22fdc377
        saturation 7 5 1.4 4aa3fe45a6d05f16
        brightness 7 5 2.25 95dfe4d4cb2ce9f8
        contrast 7 5 2.25 de65d7fc9cea3019
        saturation 7 5 2.25 8dd5a4406b8be843
        hue 7 5 -0.5 2af2371616ee6120
        hue 7 5 -0.1 68500379ccecdb89
        hue 7 5 -0.003 9b5c8dc4426328a3
        hue 7 5 0.0 9b5c8dc4426328a3
        hue 7 5 0.073 8061166e13a0fda4
        hue 7 5 0.25 c46bd0acf4cd2c1a
        hue 7 5 0.5 580c06e9abeef4eb
        blur 7 5 0.0 cf4574a8e59baff7
        blur 7 5 0.1 911326eee936116a
        blur 7 5 0.5 7502aa8d2ca08558
        blur 7 5 0.9 386f163135bf691f
        blur 7 5 1.3 c1f4c571a0daa913
        blur 7 5 2.0 c3a8db4440e2f24c
        blur 7 5 4.7 8cd20083b6608935
        crop 7 5 0 d6f21993e48d76be
        flip 7 5 0 fadc8b926d1fcf60
        grey 9 31 0 642d7b2eb0d260ae
        brightness 9 31 0.0 8b312ca53d679834
        contrast 9 31 0.0 5a644d0092e0cf83
        saturation 9 31 0.0 642d7b2eb0d260ae
        brightness 9 31 0.37 29f4c358796eaee3
        contrast 9 31 0.37 5860e09c3fbae496
        saturation 9 31 0.37 dc2bd0be1828f0dd
        brightness 9 31 0.6 315cc7c348e393a9
        contrast 9 31 0.6 69fdc155631df746
        saturation 9 31 0.6 31794d58efc169b6
        brightness 9 31 1.0 4b95e13c9d765fcd
        contrast 9 31 1.0 4b95e13c9d765fcd
        saturation 9 31 1.0 4b95e13c9d765fcd
        brightness 9 31 1.4 41199a747db11d49
        contrast 9 31 1.4 dd83261d0a5ec84c
        saturation 9 31 1.4 341238f0d2e45271
        brightness 9 31 2.25 733a5e43e457d372
        contrast 9 31 2.25 a2659d327a24f1de
        saturation 9 31 2.25 732fda190c94aaad
        hue 9 31 -0.5 c3a981b41fcf00bc
        hue 9 31 -0.1 dd10a15cf2691a08
        hue 9 31 -0.003 bbf3d9715844b6dd
        hue 9 31 0.0 bbf3d9715844b6dd
        hue 9 31 0.073 042b1db4231b91a6
        hue 9 31 0.25 05fe9fb7b42b5cf2
        hue 9 31 0.5 c901bb1bb17b05cb
        blur 9 31 0.0 4b95e13c9d765fcd
        blur 9 31 0.1 356a8e5977afb743
        blur 9 31 0.5 0fb92b250ed89a30
        blur 9 31 0.9 871a288ae64b30f4
        blur 9 31 1.3 e133339494220131
        blur 9 31 2.0 6c9baaf4bd215369
        blur 9 31 4.7 3471be4b8622a9b6
        crop 9 31 0 53dd8e7d69889b36
        flip 9 31 0 c922cc8692402049
        """;

    public static IEnumerable<object[]> Cases => Pillow.Split('\n').Select(line => line.Split(' '))
        .Select(part => new object[] { part[0], Whole(part[1]), Whole(part[2]), Number(part[3]), part[4] });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pillow_makes_the_same_picture(string edit, int height, int width, double strength, string digest) =>
        Assert.Equal(digest, Digest(Made(edit, strength).Apply(Picture(height, width))));

    [Theory]
    [InlineData(-0.1, "d60338c33192b777")]
    [InlineData(0.1, "4058b7138e1e376c")]
    [InlineData(0.31, "c2e07c517acc21e5")]
    public void Hues_of_many_colours_are_pillows(double turn, string digest)
    {
        var rgb = Enumerable.Range(0, 512 * 64 * 3).Select(i => (byte)((i / 3 * 2654435761L) >> (8 * (i % 3)))).ToArray();
        Assert.Equal(digest, Digest(new Edit.Tinted(Tint.Hue, turn).Apply(new Frames(64, 512, rgb, [0]))));
    }

    // By hand: L = (19595 R + 38470 G + 7471 B + 2^15) >> 16 of (200, 100, 50) and (10, 30, 90) is 124 and 31, mean 77.5 → 78.
    [Theory]
    [InlineData("grey", 0, new byte[] { 124, 124, 124, 31, 31, 31 })]
    [InlineData("brightness", 0.6, new byte[] { 120, 60, 30, 6, 18, 54 })]            // 0.6 v
    [InlineData("contrast", 1.4, new byte[] { 248, 108, 38, 0, 10, 94 })]              // 78 + 1.4 (v − 78)
    [InlineData("saturation", 0.8, new byte[] { 184, 104, 64, 14, 30, 78 })]           // L + 0.8 (v − L)
    [InlineData("hue", 0.1, new byte[] { 200, 188, 50, 37, 10, 90 })]                  // H 14 → 39, 159 → 184 of 255
    [InlineData("flip", 0, new byte[] { 10, 30, 90, 200, 100, 50 })]
    public void Two_pixels_by_hand(string edit, double strength, byte[] expected) => Assert.Equal(
        expected, Made(edit, strength).Apply(new Frames(1, 2, new byte[] { 200, 100, 50, 10, 30, 90 }, [0])).Rgb.ToArray());

    // σ = 1: three boxes of variance 1/3 each have the weights (1/6, 2/3, 1/6), here l = 0, a = 1/4: ρ = 1/4, 1/(2ρ + 1) = 2/3.
    // Of 255 the first leaves 42.5, 170, 42.5; the third, with rounding to whole numbers between, 15, 60, 103, 60, 15.
    [Fact]
    public void A_blurred_point_by_hand() => Assert.Equal(
        [15, 60, 103, 60, 15],
        new Edit.Blurred(1).Apply(new Frames(1, 5, new byte[] { 0, 0, 0, 0, 0, 0, 255, 100, 40, 0, 0, 0, 0, 0, 0 }, [0]))
            .Rgb.ToArray().Where((_, i) => i % 3 == 0).Select(v => (int)v));

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.7)]
    [InlineData(4)]
    public void A_blur_has_the_variance_that_it_names(double sigma)
    {
        var row = new byte[101 * 3];
        row.AsSpan(40 * 3, 21 * 3).Fill(255);
        var blurred = new Edit.Blurred(sigma).Apply(new Frames(1, 101, row, [0])).Rgb.ToArray().Where((_, i) => i % 3 == 0).ToArray();
        var mass = blurred.Sum(v => (double)v);
        var mean = blurred.Select((v, i) => v * (double)i).Sum() / mass;
        var variance = blurred.Select((v, i) => v * (i - mean) * (i - mean)).Sum() / mass;
        Assert.Equal(21 * 255, mass, 21 * 255 * 0.004);
        Assert.Equal((21 * 21 - 1) / 12.0 + sigma * sigma, variance, 0.06 * sigma * sigma + 0.1);
    }

    private static Edit Made(string edit, double strength) => edit switch
    {
        "grey" => new Edit.Grey(),
        "flip" => new Edit.Flip(),
        "crop" => new Edit.Crop(new Window(2, 1, 4, 3)),
        "blur" => new Edit.Blurred(strength),
        _ => new Edit.Tinted(Enum.Parse<Tint>(edit, ignoreCase: true), strength),
    };

    private static Frames Picture(int height, int width) => new(
        height, width, Enumerable.Range(0, height * width * 3).Select(i => (byte)(i * 73 + i * i / 7 + (i >> 3) * 29)).ToArray(), [0]);

    private static string Digest(Frames frames) => Convert.ToHexStringLower(SHA256.HashData(frames.Rgb.Span))[..16];

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
