using Kit.Data.Storage;
using Kit.Video;

namespace Kit.Data.Processing;

/// <summary>A checkpoint's <c>preprocessor_config.json</c>.</summary>
/// <remarks>Types ending in Fast are taken for the types without: both mean the same picture, computed by Pillow here
/// and by torchvision there, whose values differ in the last bit. Tiling of single pictures (anyres) is not for frames
/// of a video and is passed over, as the video processors of transformers do.</remarks>
internal static class ProcessorFile
{
    // Qwen2-VL's own, for files that name none.
    private const long FewPixels = 56 * 56;
    private const long ManyPixels = 28 * 28 * 1280;

    private static readonly string[] Names = ["video_preprocessor_config.json", "preprocessor_config.json"];

    private static readonly string[] TypeFields =
        ["image_processor_type", "video_processor_type", "feature_extractor_type"];

    public static ImageProcessor Read(string path)
    {
        var file = !Directory.Exists(path) ? path
            : Names.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidDataException(
                $"{path}: expected preprocessor_config.json, got none. Name the folder of a checkpoint.");
        return Read(JsonFields.Read(file));
    }

    public static ImageProcessor Read(JsonFields config) => Kind(config) switch
    {
        "SiglipImageProcessor" or "LlavaOnevisionImageProcessor" or "LlavaOnevisionVideoProcessor" =>
            ReadWhole(config, Normalisation.Siglip),
        "CLIPImageProcessor" or "CLIPFeatureExtractor" or "LlavaImageProcessor" or "LlavaNextImageProcessor"
            or "LlavaNextVideoImageProcessor" or "LlavaNextVideoVideoProcessor" or "VideoLlavaImageProcessor" =>
            ReadWhole(config, Normalisation.Clip),
        "Qwen2VLImageProcessor" or "Qwen2VLVideoProcessor" or "Qwen2_5_VLImageProcessor" => ReadPatched(config),
        var other => throw config.Refused(TypeFields[0], "a processor of SigLIP, CLIP, LLaVA or Qwen2-VL", other),
    };

    private static string Kind(JsonFields config)
    {
        var kind = TypeFields.Select(config.FindText).FirstOrDefault(type => type is not null) ?? "nothing";
        return kind.EndsWith("Fast", StringComparison.Ordinal) ? kind[..^"Fast".Length] : kind;
    }

    private static ImageProcessor.Whole ReadWhole(JsonFields config, Normalisation otherwise)
    {
        var steps = new List<FrameStep>();
        if (config.Flag("do_resize", true)) steps.Add(ReadResize(config, ReadFilter(config), otherwise));
        if (config.Flag("do_center_crop", otherwise == Normalisation.Clip)) steps.Add(ReadCrop(config));
        return new(Sequence.From(steps), ReadNormalisation(config, otherwise));
    }

    // One number in place of a size is the shorter side for CLIP and both sides for SigLIP.
    private static FrameStep ReadResize(JsonFields config, Filter filter, Normalisation family) =>
        ReadSize(config, "size") switch
        {
            ({ } height, { } width, _) => new FrameStep.Resize(height, width, filter),
            (_, _, { } side) when family == Normalisation.Siglip && IsNumber(config, "size") =>
                new FrameStep.Resize(side, side, filter),
            (_, _, { } edge) => new FrameStep.ResizeShortest(edge, filter),
            _ => throw config.Refused("size", "height and width, or shortest_edge", "neither"),
        };

    private static FrameStep.CentreCrop ReadCrop(JsonFields config) => ReadSize(config, "crop_size") switch
    {
        ({ } height, { } width, _) => new FrameStep.CentreCrop(height, width),
        (_, _, { } side) => new FrameStep.CentreCrop(side, side),
        _ => throw config.Refused("crop_size", "height and width", "neither"),
    };

    private static (int? Height, int? Width, int? Edge) ReadSize(JsonFields config, string name)
    {
        if (!config.Has(name)) return default;
        if (IsNumber(config, name)) return (null, null, Side(config, name));
        var size = config.Get(name);
        return (Side(size, "height"), Side(size, "width"), Side(size, "shortest_edge"));
    }

    private static bool IsNumber(JsonFields config, string name) =>
        config.Value.GetProperty(name).ValueKind == System.Text.Json.JsonValueKind.Number;

    private static int? Side(JsonFields size, string name) => size.FindInteger(name) switch
    {
        null => null,
        >= 1 and <= 1 << 14 and var side => side,
        var other => throw size.Refused(name, "1 to 16384 pixels", $"{other}"),
    };

    private static ImageProcessor.Patched ReadPatched(JsonFields config)
    {
        var (patch, merge) = (Small(config, "patch_size", 14), Small(config, "merge_size", 2));
        var (min, max) = (Bound(config, "min_pixels", "shortest_edge") ?? FewPixels,
            Bound(config, "max_pixels", "longest_edge") ?? ManyPixels);
        if (max < min) throw config.Refused("max_pixels", $"at least min_pixels = {min}", $"{max}");
        return new(new SmartResize(patch * merge, min, max), patch, merge, Small(config, "temporal_patch_size", 2),
            ReadFilter(config), ReadNormalisation(config, Normalisation.Clip));
    }

    /// <summary>A number of pixels; newer files keep it in <c>size</c>, under the name of an edge.</summary>
    private static long? Bound(JsonFields config, string name, string edge) => Pixels(config, name)
        ?? Pixels(config.Find("size"), name) ?? Pixels(config.Find("size"), edge);

    private static long? Pixels(JsonFields? config, string name) => config?.FindNumber(name) switch
    {
        null => null,
        >= 1 and <= 1L << 40 and var pixels => (long)pixels,
        var other => throw config.Refused(name, "a positive number of pixels", $"{other}"),
    };

    private static int Small(JsonFields config, string name, int otherwise) => config.FindInteger(name) switch
    {
        null => otherwise,
        >= 1 and <= 256 and var number => number,
        var other => throw config.Refused(name, "1 to 256", $"{other}"),
    };

    private static Filter ReadFilter(JsonFields config)
    {
        var number = config.FindInteger("resample") ?? Filter.Bicubic.Number;
        return Filter.All.FirstOrDefault(filter => filter.Number == number) ?? throw config.Refused(
            "resample", string.Join(", ", Filter.All.Select(filter => $"{filter.Number} ({filter})")), $"{number}");
    }

    private static Normalisation ReadNormalisation(JsonFields config, Normalisation otherwise)
    {
        var scale = config.Flag("do_rescale", true) ? config.FindNumber("rescale_factor") ?? otherwise.Scale : 1;
        return config.Flag("do_normalize", true)
            ? new(scale, Colours(config, "image_mean", otherwise.Mean), Colours(config, "image_std", otherwise.Std))
            : new(scale, [0, 0, 0], [1, 1, 1]);
    }

    private static Sequence<double> Colours(JsonFields config, string name, Sequence<double> otherwise)
    {
        if (!config.Has(name)) return otherwise;
        var colours = Sequence.From(config.List(name).Select(one =>
            one.Value.ValueKind == System.Text.Json.JsonValueKind.Number ? one.Value.GetDouble() : double.NaN));
        return colours.Count == 3 && colours.All(double.IsFinite) && (name != "image_std" || colours.All(c => c > 0))
            ? colours
            : throw config.Refused(name, "three numbers, positive for a deviation", $"{colours}");
    }
}
