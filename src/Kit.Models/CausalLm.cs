using Kit.Models.Decoder;
using Kit.Torch;
using Kit.Torch.Heads;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>A causal language model: the decoder of every family, alone or inside a video model.</summary>
/// <remarks>Weights bear Hugging Face's names, <c>model.layers.0.self_attn.q_proj.weight</c> and so on. Visual tokens
/// take the places that a layout keeps for them; everything else is text.</remarks>
public sealed class CausalLm : nn.Module<Tensor, Layout, Tensor>
{
    private readonly TextModel model;
    private readonly Projection? lm_head;

    public CausalLm(DecoderConfig config, Initial initial, Placement place) : base(nameof(CausalLm))
    {
        (Config, Place) = (config, place);
        model = new TextModel(config, initial, place);
        lm_head = config.OutputLayer == OutputLayer.Own
            ? new Projection(config.HiddenSize, config.VocabularySize, Bias.None, initial, place)
            : null;
        RegisterComponents();
    }

    public DecoderConfig Config { get; }

    public Placement Place { get; }

    /// <summary>What passes with gradients keep for their backward pass.</summary>
    public Activations Activations
    {
        get => model.Activations;
        set => model.Activations = value;
    }

    /// <summary>Scores states against the vocabulary.</summary>
    public Head Head => new(lm_head?.Effective ?? model.Tokens);

    /// <summary>Reads a folder of <c>config.json</c> and safetensors weights as they are published.</summary>
    /// <param name="folder">A checkpoint of a text model: Qwen2, Llama or Mistral.</param>
    /// <param name="place">Where the weights go; their type is converted on the way.</param>
    /// <exception cref="InvalidDataException">The configuration or the weights do not fit; all faults at
    /// once.</exception>
    public static CausalLm Load(string folder, Placement place)
    {
        var config = Checkpoints.DecoderJson.Read(Checkpoints.ConfigReader.Open(folder));
        return Checkpoint.Load(folder, place, at => new CausalLm(config, Initial.Unset, at));
    }

    /// <summary>The states that predict the scored tokens of a layout: [S, D].</summary>
    /// <param name="input">Visual tokens of all rows, end to end in the layout's order, [M, D].</param>
    /// <param name="layout">Rows with M places for visual tokens.</param>
    /// <exception cref="ArgumentException">There are more or fewer visual tokens than places.</exception>
    public override Tensor forward(Tensor input, Layout layout) =>
        Hidden(input, layout, layout.ToScored()).flatten(0, 1).index_select(0, layout.Reads);  // [S, D]

    /// <summary>The same for text alone.</summary>
    public Tensor States(Layout layout) => call(NoVisual, layout);

    /// <summary>z, the logits of every position of plain sequences: int64 [N, T] → [N, T, V], float32.</summary>
    /// <param name="ids">Token ids, padded on either side.</param>
    /// <param name="attended">1 on tokens, 0 on padding, [N, T], int64: no token sees padding.</param>
    /// <remarks>For looking at a model and for comparing it; [N, T, V] is what <see cref="Head"/> exists to
    /// avoid.</remarks>
    public Tensor Logits(Tensor ids, Tensor attended) =>
        Score(model.call(model.Embed(ids), Whole.Of(attended, Place.Dtype, Config.Rotary.Axes)));

    /// <summary>z of every position of laid out rows, visual tokens among them: [M, D] → [1, L, V],
    /// float32.</summary>
    public Tensor Logits(Tensor visual, Layout layout) => Score(Hidden(visual, layout, layout.ToWhole()));

    /// <summary>No visual tokens, [0, D].</summary>
    public Tensor NoVisual => zeros([0, Config.HiddenSize], dtype: Place.Dtype, device: Place.Device);

    private Tensor Hidden(Tensor visual, Layout layout, Positions positions)
    {
        layout.CheckLength(Config.Rotary);
        return model.call(layout.Place(visual, model.Embed(layout.Ids)), positions);
    }

    internal Tensor Score(Tensor hidden) =>
        nn.functional.linear(hidden, Head.Weight).to(WideType.Of(hidden.dtype));

    internal Tensor Embed(Tensor ids) => model.Embed(ids);

    internal Tensor Continue(Tensor embedded, Positions positions) => model.call(embedded, positions);
}
