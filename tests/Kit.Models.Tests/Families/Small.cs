using Kit.Models.Families;
using Kit.Models.Towers;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Families;

/// <summary>Every family at a size that runs in milliseconds, with random weights.</summary>
internal static class Small
{
    public const int Video = 30;

    private static readonly DecoderConfig Decoder = new(
        31, HiddenSize: 16, Layers: 2, Heads: 4, KeyValueHeads: 2, IntermediateSize: 24);

    private static readonly PatchTowerConfig Siglip =
        new(PatchTowerKind.SiglipWithoutHead, 8, 12, 2, 2, 12, 4, 1e-6, Activation.GeluTanh);

    private static readonly PatchTowerConfig Clip = Siglip with { Kind = PatchTowerKind.Clip };

    private static readonly LlavaConfig OneVision = new(
        Siglip, Decoder, -1, FeatureSelection.All, Activation.Gelu, new FramePooling.Bilinear(2),
        PoolOrder.AfterProjection, FrameLayout.ClipBreak, LearnedBreaks.Newline, new Placeholders([Video]));

    private static readonly QwenTowerConfig Tower2 = new(
        QwenGeneration.Qwen2, 16, 16, 24, 2, 2, 2, 2, 2, Activation.QuickGelu, 0, []);

    private static readonly QwenVideoConfig Qwen2 = new(
        Tower2, Decoder with { HeadDimension = 8, RopeSections = [1, 1, 2] }, new Placeholders([Video, 29]));

    private static readonly QwenVideoConfig Qwen25 = Qwen2 with
    {
        TokensPerSecond = 3,
        Tower = Tower2 with { Generation = QwenGeneration.Qwen25, WindowSize = 4, FullLayers = [1] },
    };

    public static string[] Names { get; } =
        ["onevision", "next video", "llava-video grid", "llava-video fast", "vlm-rlaif", "window", "yarn", "qwen2-vl", "qwen2.5-vl"];

    public static VideoModel Model(string family) => Model(family, Placement.Cpu);

    public static VideoModel Model(string family, Placement place)
    {
        LlavaVideoLm Llava(LlavaConfig config) => new(config, Draw, place);
        return family switch
        {
            "onevision" => Llava(OneVision),
            "next video" => Llava(OneVision with
            {
                Tower = Clip, FeatureLayer = -2, Selection = FeatureSelection.Patches, Order = PoolOrder.BeforeProjection,
                Pooling = new FramePooling.Average(2), Layout = FrameLayout.Plain,
            }),
            "llava-video grid" => Llava(OneVision with { Layout = FrameLayout.LineBreaks }),
            "llava-video fast" => Llava(OneVision with
            {
                Layout = new FrameLayout.SlowFast(2), Breaks = LearnedBreaks.NewlineAndFaster,
                Pooling = FramePooling.None,
            }),
            "vlm-rlaif" => Llava(OneVision with
            {
                Tower = Clip, Selection = FeatureSelection.Patches, Pooling = FramePooling.None,
                Layout = FrameLayout.TemporalSpatial, Breaks = LearnedBreaks.None,
            }),
            "window" => Llava(OneVision with { Decoder = Decoder with { Window = new Window(4, From: 1) } }),
            "yarn" => Llava(OneVision with { Decoder = Decoder with { RopeScaling = new RopeScaling.Yarn(4, 8) } }),
            "qwen2-vl" => new QwenVideoLm(Qwen2, Draw, place),
            _ => new QwenVideoLm(Qwen25, Draw, place),
        };
    }

    /// <summary>A clip of noise that the model takes.</summary>
    public static ClipPixels Noise(VideoModel model, int length)
    {
        if (model is LlavaVideoLm) return new ClipPixels.Frames(randn([length, 3, 12, 12]));
        var grid = new PatchGrid(length, 4, 6);
        return new ClipPixels.Patches(randn([grid.Patches, 24]), grid, SecondsPerGroup: 0.4);
    }

    private static Initial Draw => new Initial.Normal(0.3);
}
