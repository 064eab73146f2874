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
    public void A_clip_of_another_number_of_frames_is_refused()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var error = Assert.Throws<ArgumentException>(() => model.Features(Given.Clips(1).narrow(1, 0, 1)));
        Assert.Contains("with F = 2, got F = 1", error.Message, StringComparison.Ordinal);
    }
}
