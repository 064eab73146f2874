using Kit.Models.Vision;
using Kit.Torch;
using Kit.Torch.Heads;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>A video language model: frames → visual tokens → decoder → states that a head scores.</summary>
public sealed class VideoLm : nn.Module<Tensor, Layout, Tensor>
{
    private readonly VisionTower vision_tower;
    private readonly Projector multi_modal_projector;
    private readonly CausalLm language_model;

    /// <summary>Random weights from a seed; load a checkpoint over them or train.</summary>
    public VideoLm(VideoLmConfig config, Placement place, long seed) : base(nameof(VideoLm))
    {
        manual_seed(seed);
        (Config, Place) = (config, place);
        vision_tower = new VisionTower(config.Vision, config.Decoder.InitializerRange, place);
        multi_modal_projector = new Projector(config, place);
        language_model = new CausalLm(config.Decoder, new Initial.Normal(config.Decoder.InitializerRange), place);
        RegisterComponents();
    }

    public VideoLmConfig Config { get; }

    public Placement Place { get; }

    /// <summary>The language model, where adapters attach.</summary>
    public CausalLm Language => language_model;

    /// <summary>Scores states against the vocabulary.</summary>
    public Head Head => language_model.Head;

    /// <summary>The tower, for training it by itself.</summary>
    public nn.Module Vision => vision_tower;

    /// <summary>Patches of clips before pooling: uint8 [C, F, H, W, 3] → [C, F, G², D_v].</summary>
    public Tensor Patches(Tensor frames) =>
        vision_tower.call(frames).view(frames.shape[0], frames.shape[1], -1, Config.Vision.HiddenSize);

    /// <summary>Patches of every clip's last frame alone: uint8 [C, F, H, W, 3] → [C, G², D_v], F ≥ 2.</summary>
    public Tensor LastPatches(Tensor frames) =>
        vision_tower.Last(frames).view(frames.shape[0], -1, Config.Vision.HiddenSize);

    /// <summary>Visual tokens of clips: uint8 [C, F, H, W, 3] → [C, V, D].</summary>
    public Tensor Features(Tensor frames) => Project(Pooled(frames));

    /// <summary>What the tower gives the projector, constant while the tower is frozen: uint8 [C, F, H, W, 3] → [C, V,
    /// D_v].</summary>
    /// <exception cref="ArgumentException">The clips have another number of frames than the model.</exception>
    public Tensor Pooled(Tensor frames) => frames.shape[1] == Config.Frames
        ? multi_modal_projector.Pool(vision_tower.call(frames)).view(frames.shape[0], Config.VisualTokens, -1)
        : throw new ArgumentException(
            $"frames: expected [C, F, H, W, 3] with F = {Config.Frames}, got F = {frames.shape[1]}. "
            + "Plan as many frames as the model has.");

    /// <summary>Pooled patches to visual tokens: [C, V, D_v] → [C, V, D].</summary>
    public Tensor Project(Tensor pooled) => multi_modal_projector.call(pooled);

    /// <summary>The states that predict the scored tokens of a layout: [N, V, D] → [S, D].</summary>
    /// <param name="input">Visual tokens of each row's clip.</param>
    /// <param name="layout">Rows that keep V places each.</param>
    public override Tensor forward(Tensor input, Layout layout) => language_model.call(input.flatten(0, 1), layout);
}
