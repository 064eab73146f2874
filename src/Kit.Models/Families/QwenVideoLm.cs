using Kit.Models.Towers;
using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Families;

/// <summary>Qwen2-VL and Qwen2.5-VL: clips of any size and length, three positions a token.</summary>
public sealed class QwenVideoLm : VideoModel
{
    private readonly QwenTower tower;

    public QwenVideoLm(QwenVideoConfig config, Initial initial, Placement place)
        : base(nameof(QwenVideoLm), new CausalLm(config.Decoder, initial, place))
    {
        Config = config;
        tower = new QwenTower(config.Tower, initial, place);
        register_module("visual", tower);
        foreach (var (name, part) in Language.named_children()) register_module(name, part);
    }

    public QwenVideoConfig Config { get; }

    public override Placeholders Placeholders => Config.Placeholders;

    public override int Count(ClipPixels clip) => Config.Tower.Tokens(Patches(clip).Grid);

    public override Tensor Features(ClipPixels clip) => tower.call(Patches(clip).Pixels, Patches(clip).Grid);

    public override string NameInFile(string name) => name;

    private protected override Prompt Lay(IReadOnlyList<Run> runs, Sequence<ClipPixels> clips) =>
        new MultimodalPositions(Config).Lay(runs, clips);

    private ClipPixels.Patches Patches(ClipPixels clip) => clip as ClipPixels.Patches ?? throw Foreign(clip, "patches");
}
