using Kit.Models.Families;
using Kit.Models.Towers;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Families;

/// <summary>Placeholders become places for visual tokens, or the prompt is refused before anything is computed.</summary>
public sealed class PlaceholderSpecs
{
    [Theory]
    [InlineData("llava-video grid")]
    [InlineData("qwen2-vl")]
    public void One_placeholder_a_clip_is_the_same_as_one_a_token(string family)
    {
        using var scope = NewDisposeScope();
        using var model = Small.Model(family);
        Sequence<ClipPixels> clips = [Small.Noise(model, 2), Small.Noise(model, 1)];
        int[] first = [.. Enumerable.Repeat(Small.Video, model.Count(clips[0]))];
        int[] second = [.. Enumerable.Repeat(Small.Video, model.Count(clips[1]))];
        var brief = model.Expand(new VideoInput([1, Small.Video, 2, 3, Small.Video, 4], clips));
        var full = model.Expand(new VideoInput([1, .. first, 2, 3, .. second, 4], clips));
        Assert.Equal(brief, full);
        Assert.Equal(first.Length + second.Length, brief.Visual.Count);
        Assert.Equal(model.Features([new VideoInput([], clips)]).shape[0], brief.Visual.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(11)]
    public void Other_numbers_are_refused_with_both_counts(int placeholders)
    {
        using var scope = NewDisposeScope();
        using var model = Small.Model("onevision");    // 3 × 3 patches, 2 × 2 tokens a frame, one break
        var clip = new ClipPixels.Frames(empty([2, 3, 12, 12], device: META));
        var error = Assert.Throws<ArgumentException>(
            () => model.Expand(new VideoInput([1, .. Enumerable.Repeat(Small.Video, placeholders)], [clip])));
        Assert.Equal(
            $"placeholders: expected 1 (one a clip) or 9 (one a visual token of the clips), got {placeholders}. "
            + "Give the prompt as many placeholders as clips, or the clips that it was written for.", error.Message);
    }

    [Fact]
    public void A_clip_in_two_pieces_is_refused()
    {
        using var scope = NewDisposeScope();
        using var model = Small.Model("onevision");
        var clip = new ClipPixels.Frames(empty([1, 3, 12, 12], device: META));
        int[] ids = [Small.Video, Small.Video, 7, Small.Video, Small.Video, Small.Video];
        var error = Assert.Throws<ArgumentException>(() => model.Expand(new VideoInput(Sequence.From<int>(ids), [clip])));
        Assert.Contains("expected 5 in a row for clip 0, got 4 from position 0 on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_of_another_clip_are_refused_with_both_counts()
    {
        using var scope = NewDisposeScope();
        using var model = Small.Model("onevision");
        var prompt = model.Expand(new VideoInput([1, Small.Video], [Small.Noise(model, 2)]));
        var layout = Layout.From([new Row(prompt, [new Branch([2])])], CPU);
        var error = Assert.Throws<ArgumentException>(() => model.call(model.Features(Small.Noise(model, 3)), layout));
        Assert.Contains("M = 9 places in the layout, got M = 13", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_of_another_family_is_refused()
    {
        using var scope = NewDisposeScope();
        using var llava = Small.Model("onevision");
        using var qwen = Small.Model("qwen2-vl");
        Assert.Contains("expected frames for LlavaVideoLm, got patches",
            Assert.Throws<ArgumentException>(() => llava.Count(Small.Noise(qwen, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("expected patches for QwenVideoLm, got frames",
            Assert.Throws<ArgumentException>(() => qwen.Features(Small.Noise(llava, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patches_that_are_not_the_grids_are_refused()
    {
        using var scope = NewDisposeScope();
        using var model = Small.Model("qwen2-vl");
        Assert.Contains("expected [T·H·W, C·t·p²] = [48, 24], got [47, 24]", Assert.Throws<ArgumentException>(
            () => model.Features(new ClipPixels.Patches(randn([47, 24]), new PatchGrid(2, 4, 6)))).Message, StringComparison.Ordinal);
        Assert.Contains("multiples of 2, got [2, 3, 6]", Assert.Throws<ArgumentException>(
            () => model.Features(new ClipPixels.Patches(randn([36, 24]), new PatchGrid(2, 3, 6)))).Message, StringComparison.Ordinal);
    }
}
