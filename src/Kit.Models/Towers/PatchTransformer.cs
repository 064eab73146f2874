using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Towers;

/// <summary>The part of a patch tower below <c>vision_model.</c></summary>
internal sealed class PatchTransformer : nn.Module<Tensor, Tensor>
{
    private readonly PatchTowerConfig config;
    private readonly PatchEmbeddings embeddings;
    private readonly LayerNorm? pre_layrnorm;    // the spelling of the published weights
    private readonly PatchEncoder encoder;
    private readonly LayerNorm post_layernorm;
    private readonly AttentionPool? head;

    public PatchTransformer(PatchTowerConfig config, Initial initial, Placement place) : base(nameof(PatchTransformer))
    {
        this.config = config;
        embeddings = new PatchEmbeddings(config, initial, place);
        if (config.Kind == PatchTowerKind.Clip) pre_layrnorm = Norm(config, place);
        encoder = new PatchEncoder(config, initial, place);
        post_layernorm = Norm(config, place);
        if (config.Kind == PatchTowerKind.Siglip) head = new AttentionPool(config, initial, place);
        RegisterComponents();
    }

    public static LayerNorm Norm(PatchTowerConfig config, Placement place) =>
        nn.LayerNorm(config.HiddenSize, config.Epsilon, dtype: place.Dtype, device: place.Device);

    public Tensor Hidden(Tensor pixels, int layer)
    {
        var last = layer < 0 ? config.Layers + 1 + layer : layer;
        if (last < 0 || last > config.Layers)
            throw new ArgumentOutOfRangeException(nameof(layer),
                $"vision feature layer: expected one of {config.Layers + 1} hidden states, got {layer}. "
                + "Count from 0, or from −1 backwards.");
        return encoder.Run(Start(pixels), last);
    }

    public Tensor Last(Tensor pixels) => config.Kind == PatchTowerKind.Clip
        ? Hidden(pixels, -1)
        : post_layernorm.call(Hidden(pixels, -1));

    public Tensor Pool(Tensor last) => config.Kind switch
    {
        PatchTowerKind.Clip => post_layernorm.call(last.select(1, 0)),
        PatchTowerKind.Siglip => head!.call(last),
        _ => throw new NotSupportedException(
            "SigLIP: expected a tower with its head to pool by, got one without. Load the tower's own checkpoint."),
    };

    public override Tensor forward(Tensor input) => Last(input);

    private Tensor Start(Tensor pixels)
    {
        var x = embeddings.call(pixels);
        return pre_layrnorm is null ? x : pre_layrnorm.call(x);
    }
}
