using Kit.Data.Processing;
using Kit.Data.Tests.Storage;
using Kit.Video;

namespace Kit.Data.Tests.Processing;

public class ProcessorFileSpecs
{
    [Fact]
    public void Defaults_are_those_of_the_family()
    {
        Assert.Equal(ImageProcessor.Siglip(384), Read(
            """{"image_processor_type": "SiglipImageProcessor", "size": {"height": 384, "width": 384}}"""));
        Assert.Equal(ImageProcessor.Clip(336), Read(
            """{"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 336}, "crop_size": 336}"""));
        Assert.Equal(ImageProcessor.Clip(224), Read(
            """{"feature_extractor_type": "CLIPFeatureExtractor", "size": 224, "crop_size": 224}"""));
        Assert.Equal(ImageProcessor.Siglip(384), Read(
            """{"video_processor_type": "LlavaOnevisionVideoProcessor", "size": {"height": 384, "width": 384}}"""));
        Assert.Equal(ImageProcessor.Siglip(64), Read(
            """{"image_processor_type": "SiglipImageProcessorFast", "size": 64}"""));
    }

    [Fact]
    public void Qwen_names_its_bounds_in_three_ways()
    {
        var expected = new SmartResize(28, 3136, 12845056);
        foreach (var bounds in new[]
        {
            "\"min_pixels\": 3136, \"max_pixels\": 12845056",
            "\"size\": {\"min_pixels\": 3136, \"max_pixels\": 12845056}",
            "\"size\": {\"shortest_edge\": 3136, \"longest_edge\": 12845056}",
        })
            Assert.Equal(expected, ((ImageProcessor.Patched)Read(
                $$"""{"image_processor_type": "Qwen2VLImageProcessor", {{bounds}}}""")).Resize);
        Assert.Equal(new SmartResize(28, 3136, 1003520), ((ImageProcessor.Patched)Read(
            """{"image_processor_type": "Qwen2VLImageProcessor"}""")).Resize);
    }

    [Fact]
    public void Padding_comes_first_and_bounds_can_be_narrowed()
    {
        var clip = (ImageProcessor.Whole)ImageProcessor.Clip(336);
        Assert.Equal([new FrameStep.PadToSquare(122, 116, 104), .. clip.Steps], clip.Padded().Steps);
        var qwen = (ImageProcessor.Patched)Read("""{"image_processor_type": "Qwen2VLImageProcessor"}""");
        Assert.Equal(new VisualLayout.Merged(new SmartResize(28, 100352, 153664), 2),
            qwen.WithPixels(128 * 784, 196 * 784).Layout);
    }

    [Fact]
    public void What_is_not_to_be_done_is_not_done()
    {
        var processor = Read("""
            {"image_processor_type": "CLIPImageProcessor", "do_resize": false, "do_center_crop": false,
             "do_rescale": false, "do_normalize": false}
            """);
        var pixels = processor.Apply(new Frames(1, 1, new byte[] { 10, 20, 30 }, [0]));
        Assert.Equal([10f, 20f, 30f], pixels.Values.ToArray());
    }

    [Fact]
    public void The_videos_own_file_comes_first()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["preprocessor_config.json"],
            """{"image_processor_type": "SiglipImageProcessor", "size": {"height": 8, "width": 8}}""");
        File.WriteAllText(folder["video_preprocessor_config.json"],
            """{"video_processor_type": "Qwen2VLVideoProcessor"}""");
        Assert.IsType<ImageProcessor.Patched>(ImageProcessor.Load(folder.FullName));
    }

    [Theory]
    [InlineData("""{"image_processor_type": "ViltImageProcessor"}""", "image_processor_type", "ViltImageProcessor")]
    [InlineData("{}", "image_processor_type", "nothing")]
    [InlineData("[]", "an object", "Array")]
    [InlineData("{", "JSON", "a fault")]
    [InlineData("""{"image_processor_type": 3}""", "a string", "3")]
    [InlineData("""{"image_processor_type": "SiglipImageProcessor"}""", "size", "neither")]
    [InlineData("""{"image_processor_type": "SiglipImageProcessor", "size": {"height": 0, "width": 4}}""",
        "size.height", "0")]
    [InlineData("""{"image_processor_type": "SiglipImageProcessor", "size": {"height": 99999999, "width": 4}}""",
        "1 to 16384", "99999999")]
    [InlineData("""{"image_processor_type": "SiglipImageProcessor", "size": 8, "resample": 0}""", "resample", "0")]
    [InlineData("""{"image_processor_type": "SiglipImageProcessor", "size": 8, "image_std": [0, 1, 1]}""",
        "image_std", "[0, 1, 1]")]
    [InlineData("""{"image_processor_type": "SiglipImageProcessor", "size": 8, "image_mean": [1, "x", 1]}""",
        "image_mean", "[1, NaN, 1]")]
    [InlineData("""{"image_processor_type": "SiglipImageProcessor", "size": 8, "do_resize": "yes"}""",
        "do_resize", "\"yes\"")]
    [InlineData("""{"image_processor_type": "Qwen2VLImageProcessor", "patch_size": -1}""", "patch_size", "-1")]
    [InlineData("""{"image_processor_type": "Qwen2VLImageProcessor", "min_pixels": 9, "max_pixels": 8}""",
        "max_pixels", "8")]
    [InlineData("""{"image_processor_type": "Qwen2VLImageProcessor", "max_pixels": 1e300}""", "max_pixels", "1E+300")]
    public void A_faulty_file_is_refused_with_the_field(string json, string expected, string got)
    {
        var message = Assert.Throws<InvalidDataException>(() => Read(json)).Message;
        Assert.Contains("preprocessor_config.json", message);
        Assert.Contains(expected, message);
        Assert.Contains($"got {got}", message);
    }

    [Fact]
    public void A_folder_without_one_is_refused()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["other.json"], "{}");
        Assert.Contains("expected preprocessor_config.json, got none", Assert.Throws<InvalidDataException>(() =>
            ImageProcessor.Load(folder.FullName)).Message);
    }

    private static ImageProcessor Read(string json)
    {
        using var folder = new Folder();
        File.WriteAllText(folder["preprocessor_config.json"], json);
        return ImageProcessor.Load(folder["preprocessor_config.json"]);
    }
}
