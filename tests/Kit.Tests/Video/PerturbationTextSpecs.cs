using Kit.Video;
using static Kit.Video.Perturbation;

namespace Kit.Tests.Video;

/// <summary>Perturbations and their plans as text, and read back.</summary>
public class PerturbationTextSpecs
{
    [Theory]
    [InlineData("none", "none")]
    [InlineData("rrpo", "block-mask:0.25:0.5 + local-shuffle:4")]
    [InlineData("block-mask:0.1:0.2+flip", "block-mask:0.1:0.2 + flip")]
    [InlineData("sometimes:0.5(greyscale + sometimes:0.1(blur:0:1)) + drop-frames", "sometimes:0.5(greyscale + sometimes:0.1(blur:0:1)) + drop-frames:1")]
    public void Text_forms_are_read_back(string text, string printed)
    {
        Assert.Equal(printed, $"{Perturbation.Parse(text)}");
        Assert.Equal(Perturbation.Parse(text), Perturbation.Parse(printed));
        Assert.Equal(Perturbation.LeanPo, Perturbation.Parse($"{Perturbation.LeanPo}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("mask")]
    [InlineData("local-shuffle:1.5")]
    [InlineData("block-mask:0.1")]
    [InlineData("flip +")]
    [InlineData("sometimes:0.5(flip")]
    public void What_is_no_perturbation_is_refused(string text) => Assert.Contains(
        "perturbation: expected", Assert.Throws<FormatException>(() => Perturbation.Parse(text)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Perturbations_read_as_text() =>
        Assert.Equal(
            [
                "block-mask:0.25:0.5 + local-shuffle:4", "none", "global-shuffle", "temporal-mask:0.25:0.5", "drop-frames:1",
                "resized-crop:0.08:0.3 + sometimes:0.8(colour-jitter:0.4:0.4:0.2:0.1) + sometimes:0.2(greyscale) "
                + "+ blur:0.1:2 + sometimes:0.5(flip)",
            ],
            new[] { Rrpo, None, new GlobalShuffle(), new TemporalMask(), new DropFrames(), LeanPo }.Select(p => p.ToString()));

    [Fact]
    public void A_plan_reads_as_what_it_does() => Assert.Equal(
        "crop 4×3 at (1, 2), brightness 1.25, hue -0.05, blur 0.5, flip, grey, hide 2×2 at (0, 1), show [1, 0], blank [1]",
        $"{PerturbationPlan.Identity(2, 8, 8).With(new Edit.Crop(new Window(1, 2, 4, 3)))
            .With(new Edit.Tinted(Tint.Brightness, 1.25)).With(new Edit.Tinted(Tint.Hue, -0.05)).With(new Edit.Blurred(0.5))
            .With(new Edit.Flip()).With(new Edit.Grey()).With(new Edit.Hide(new Block(0, 1, 2, BlockFit.InRange)))
            .With(new Edit.Show([1, 0])).With(new Edit.Blank([1]))}");
}
