using Kit.Models.Checkpoints;
using Kit.Models.Towers;
using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Families;

/// <summary>LLaVA's video models: LLaVA-OneVision, LLaVA-NeXT-Video, LLaVA-Video, VLM-RLAIF.</summary>
/// <remarks>Names are those of Hugging Face's classes (<c>vision_tower</c>, <c>multi_modal_projector</c>,
/// <c>language_model</c>, <c>image_newline</c>); files of the original code are read under theirs.</remarks>
public sealed class LlavaVideoLm : VideoModel
{
    private readonly PatchTower tower;
    private readonly LlavaProjector projector;
    private readonly Parameter? newline;
    private readonly Parameter? faster;
    private readonly WeightNames names;

    public LlavaVideoLm(LlavaConfig config, Initial initial, Placement place)
        : this(config, WeightNames.AsTheyAre, initial, place) { }

    internal LlavaVideoLm(LlavaConfig config, WeightNames names, Initial initial, Placement place)
        : base(nameof(LlavaVideoLm), new CausalLm(config.Decoder, initial, place))
    {
        (Config, this.names) = (config, names);
        var d = config.Decoder.HiddenSize;
        tower = new PatchTower(config.Tower, initial, place);
        projector = new LlavaProjector(config.Tower.HiddenSize, d, config.Activation, initial, place);
        if (config.Breaks >= LearnedBreaks.Newline) newline = new Parameter(initial.Weight([d], place));
        if (config.Breaks >= LearnedBreaks.NewlineAndFaster) faster = new Parameter(initial.Weight([d], place));
        Register();
    }

    public LlavaConfig Config { get; }

    public override Placeholders Placeholders => Config.Placeholders;

    /// <summary>Reads a checkpoint of the original code whose configuration does not say how its frames are laid out,
    /// such
    /// as VLM-RLAIF's (<see cref="FrameLayout.TemporalSpatial"/>).</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="layout">The layout that it was trained with; patches are not pooled before it.</param>
    /// <param name="tower">The image tower's own folder, or null where the checkpoint holds it.</param>
    /// <param name="place">Where the weights go.</param>
    public static LlavaVideoLm Load(string folder, FrameLayout layout, string? tower, Placement place) =>
        (LlavaVideoLm)LlavaJson.ReadOriginal(ConfigReader.Open(folder), tower, layout).Load(folder, tower, place);

    /// <summary>The same without weights; see <see cref="VideoModel.Outline"/>.</summary>
    public static LlavaVideoLm Outline(string folder, FrameLayout layout) =>
        (LlavaVideoLm)LlavaJson.ReadOriginal(ConfigReader.Open(folder), null, layout).Make(Initial.Unset, Nowhere);

    public override int Count(ClipPixels clip) => clip is ClipPixels.Frames frames
        ? Config.Tokens((int)frames.Pixels.shape[0])
        : throw Foreign(clip, "frames");

    public override Tensor Features(ClipPixels clip) => clip is ClipPixels.Frames frames
        ? Project(Patches(frames.Pixels))
        : throw Foreign(clip, "frames");

    /// <summary>What the projector reads, constant while the tower is frozen: [F, 3, H, W] → [F, P, D_v].</summary>
    public Tensor Patches(Tensor pixels)
    {
        var hidden = tower.Hidden(pixels, Config.FeatureLayer);
        var patches = Config.Selection == FeatureSelection.All ? hidden : hidden.narrow(1, 1, hidden.shape[1] - 1);
        return Config.Order == PoolOrder.BeforeProjection ? Config.Pooling.Apply(patches) : patches;
    }

    /// <summary>Patches of a clip to its visual tokens: [F, P, D_v] → [M, D].</summary>
    public Tensor Project(Tensor patches)
    {
        var later = Config.Order == PoolOrder.BeforeProjection ? FramePooling.None : Config.Pooling;
        return Config.Layout.Apply(new FrameTokens(projector.call(patches), later, newline, faster));
    }

    public override string NameInFile(string name) => names.InFile(name);

    private protected override Prompt Lay(IReadOnlyList<Run> runs, Sequence<ClipPixels> clips) => Counted(runs);

    private void Register()
    {
        register_module("vision_tower", tower);
        register_module("multi_modal_projector", projector);
        if (newline is not null) register_parameter("image_newline", newline);
        if (faster is not null) register_parameter("faster_token", faster);
        register_module("language_model", Language);
    }
}

/// <summary>linear_2(act(linear_1 x)): [.., D_v] → [.., D].</summary>
internal sealed class LlavaProjector : nn.Module<Tensor, Tensor>
{
    private readonly Activation activation;
    private readonly Projection linear_1;
    private readonly Projection linear_2;

    public LlavaProjector(int inputs, int outputs, Activation activation, Initial initial, Placement place)
        : base(nameof(LlavaProjector))
    {
        this.activation = activation;
        linear_1 = new Projection(inputs, outputs, Bias.Zero, initial, place);
        linear_2 = new Projection(outputs, outputs, Bias.Zero, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => linear_2.call(activation.Apply(linear_1.call(input)));
}
