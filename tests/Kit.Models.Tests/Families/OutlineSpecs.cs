using System.Globalization;
using System.Text.RegularExpressions;
using Kit.Models.Families;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Families;

/// <summary>The papers' models at their real sizes, built without weights.</summary>
public sealed partial class OutlineSpecs
{
    [Theory]
    [InlineData("LLaVA-Video-7B-Qwen2")]
    [InlineData("LLaVA-NeXT-Video-7B")]
    [InlineData("Qwen2-VL-7B")]
    [InlineData("Qwen2.5-VL-7B")]
    public Task Names_and_shapes(string name)
    {
        using var model = VideoModel.Outline(Folder(name));
        return VerifyXunit.Verifier.Verify(Text(model)).UseParameters(name).ToTask();
    }

    [Fact]
    public Task Names_and_shapes_of_vlm_rlaif()
    {
        using var model = LlavaVideoLm.Outline(Folder("VLM-RLAIF-7B"), FrameLayout.TemporalSpatial);
        return VerifyXunit.Verifier.Verify(Text(model)).ToTask();
    }

    /// <summary>The numbers of parameters that the published indexes state, total_size / 2.</summary>
    [Theory]
    [InlineData("Qwen2-VL-7B", 8_291_375_616)]
    [InlineData("Qwen2.5-VL-7B", 8_292_166_656)]
    public void As_many_numbers_as_were_published(string name, long count)
    {
        using var model = VideoModel.Outline(Folder(name));
        Assert.Equal(count, model.Shapes.Sum(s => s.Count));
    }

    [Fact]
    public void Visual_tokens_of_a_clip_are_counted_without_weights()
    {
        using var scope = NewDisposeScope();
        using var llava = VideoModel.Outline(Folder("LLaVA-Video-7B-Qwen2"));
        using var rlaif = LlavaVideoLm.Outline(Folder("VLM-RLAIF-7B"), FrameLayout.TemporalSpatial);
        ClipPixels Frames(int count, int size) => new ClipPixels.Frames(empty([count, 3, size, size], device: META));
        Assert.Equal(64 * 14 * 15, llava.Count(Frames(64, 384)));
        Assert.Equal(626, rlaif.Count(Frames(50, 336)));
    }

    private static string Text(VideoModel model)
    {
        var shapes = model.Shapes.ToArray();
        var lines = shapes.Select(s => (Key: Layer().Replace(s.ToString(), ".#.", 1), Shape: s)).ToLookup(x => x.Key);
        return string.Create(CultureInfo.InvariantCulture,
            $"{shapes.Length} weights, {shapes.Sum(s => s.Count)} numbers; # counts layers\n\n")
            + string.Join("\n", lines.Select(l => l.Count() == 1 ? $"{l.Single().Shape}" : $"{l.Key} ×{l.Count()}"));
    }

    [GeneratedRegex(@"(?<=layers|blocks)\.\d+\.")]
    private static partial Regex Layer();

    private static string Folder(string name, [System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "../Configurations", name);
}
