using static TorchSharp.torch;

namespace Kit.Models.Tests;

public sealed class VisionSpecs
{
    [Fact]
    public void The_last_frames_patches_are_the_last_of_all_frames_patches()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var clips = Given.Clips(3);
        var all = model.Patches(clips);
        Assert.Equal([3, 2, 16, 8], all.shape);
        var last = model.LastPatches(clips);
        Assert.Equal([3, 16, 8], last.shape);
        Assert.True(last.allclose(all.select(1, 1), 1e-6, 1e-6));
        Assert.False(last.allclose(all.select(1, 0), 1e-3, 1e-3));
    }

    [Fact]
    public void A_patch_sees_the_change_since_the_frame_before_and_no_later_frame()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var clips = Given.Clips(1);
        var (first, second) = (clips.narrow(1, 0, 1), clips.narrow(1, 1, 1));
        var (moving, still) = (model.Patches(clips), model.Patches(cat([second, second], 1)));
        Assert.False(moving.select(1, 1).allclose(still.select(1, 1), 1e-3, 1e-3));
        Assert.True(moving.select(1, 0).allclose(model.Patches(cat([first, first], 1)).select(1, 0), 1e-6, 1e-6));
    }

    [Fact]
    public void A_visual_token_is_the_mean_of_a_square_of_patches()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var clips = Given.Clips(2);
        var patches = model.Patches(clips).view(2, 2, 4, 4, 8);                            // [C, F, G, G, D]
        var pooled = model.Pooled(clips);                                                  // [C, F·2·2, D]
        Assert.Equal([2, 8, 8], pooled.shape);
        for (var token = 0; token < 8; token++)
        {
            var (frame, row, column) = (token / 4, token / 2 % 2, token % 2);
            var square = patches.select(1, frame).narrow(1, 2 * row, 2).narrow(2, 2 * column, 2);
            Assert.True(pooled.select(1, token).allclose(square.mean([1, 2]), 1e-5, 1e-6));
        }
    }

    [Fact]
    public void Equal_frames_differ_in_when_they_were_seen()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var first = Given.Clips(1).narrow(1, 0, 1);
        var features = model.Features(cat([first, first], 1));
        Assert.False(features.narrow(1, 0, 4).allclose(features.narrow(1, 4, 4), 1e-3, 1e-3));
    }

    [Fact]
    public void Clips_stack_in_their_order()
    {
        using var scope = NewDisposeScope();
        Kit.Video.Frames[] clips = [.. Enumerable.Range(1, 3).Select(i => new Kit.Video.Frames(1, 2, Enumerable.Range(0, 12).Select(b => (byte)(20 * i + b)).ToArray(), [0, 1]))];
        var stacked = Pixels.Stack(clips);
        Assert.Equal([3, 2, 1, 2, 3], stacked.shape);
        Assert.Equal(clips.SelectMany(c => c.Rgb.ToArray()), stacked.data<byte>().ToArray());
    }

    [Theory]
    [InlineData(new[] { 5, 6 }, "[]")]
    [InlineData(new[] { 5, 3, 6 }, "[1]")]
    [InlineData(new[] { 3, 5, 3 }, "[0, 2]")]
    public void A_prompt_without_one_video_in_front_is_refused(int[] prompt, string places)
    {
        var error = Assert.Throws<ArgumentException>(() => VideoPrompt.AfterVideo(prompt, 3));
        Assert.Contains($"at position 0, got {places}", error.Message, StringComparison.Ordinal);
        Assert.Equal([5, 6], VideoPrompt.AfterVideo([3, 5, 6], 3));
    }

    [Fact]
    public void A_clip_of_another_number_of_frames_is_refused()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var error = Assert.Throws<ArgumentException>(() => model.Features(Given.Clips(1).narrow(1, 0, 1)));
        Assert.Contains("with F = 2, got F = 1", error.Message, StringComparison.Ordinal);
    }
}
