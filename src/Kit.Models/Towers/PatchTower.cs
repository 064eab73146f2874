using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Towers;

/// <summary>CLIP's or SigLIP's tower over single frames, under Hugging Face's names.</summary>
/// <remarks>hidden₀ are the embedded patches, hidden_i the output of layer i. A video model reads one of them
/// (<c>vision_feature_layer</c>), and the layers after it are not run.</remarks>
public sealed class PatchTower : nn.Module<Tensor, Tensor>
{
    private readonly PatchTransformer vision_model;

    public PatchTower(PatchTowerConfig config, Initial initial, Placement place) : base(nameof(PatchTower))
    {
        Config = config;
        vision_model = new PatchTransformer(config, initial, place);
        RegisterComponents();
    }

    public PatchTowerConfig Config { get; }

    /// <summary>Reads a folder of <c>config.json</c> and safetensors weights of a tower alone.</summary>
    public static PatchTower Load(string folder, Placement place)
    {
        var config = Checkpoints.TowerJson.ReadFolder(folder);
        return Checkpoint.Load(folder, place, at => new PatchTower(config, Initial.Unset, at));
    }

    /// <summary>hidden_layer of normalised frames: [M, 3, H, W] → [M, tokens, D_v].</summary>
    /// <param name="pixels">Frames of the tower's size.</param>
    /// <param name="layer">From 0, or from −1 for the last backwards.</param>
    /// <exception cref="ArgumentException">The frames have another size.</exception>
    public Tensor Hidden(Tensor pixels, int layer) => vision_model.Hidden(Checked(pixels), layer);

    /// <summary>What the tower gives by itself: SigLIP's last hidden state is normed, CLIP's is not.</summary>
    public override Tensor forward(Tensor input) => vision_model.Last(Checked(input));

    /// <summary>One vector a frame: CLIP's normed class token, SigLIP's attention pooling; [M, 3, H, W] → [M, D_v].
    /// </summary>
    public Tensor Pooled(Tensor pixels) => vision_model.Pool(vision_model.Last(Checked(pixels)));

    private Tensor Checked(Tensor pixels)
    {
        long[] expected = [Config.Channels, Config.ImageSize, Config.ImageSize];
        return pixels.dim() == 4 && pixels.shape.Skip(1).SequenceEqual(expected) ? pixels : throw new ArgumentException(
            $"pixels: expected [M, C, H, W] = [M, {string.Join(", ", expected)}], got "
            + $"[{string.Join(", ", pixels.shape)}]. Process the frames with the checkpoint's processor.");
    }
}
