using Kit.Torch.Layers;

namespace Kit.Models;

/// <summary>A pre-norm decoder of the Llama line (Llama, Qwen2, Mistral); names and meaning as in Hugging Face's
/// <c>config.json</c>.</summary>
/// <param name="VocabularySize">V.</param>
/// <param name="HiddenSize">D.</param>
/// <param name="Layers"><c>num_hidden_layers</c>.</param>
/// <param name="Heads"><c>num_attention_heads</c>.</param>
/// <param name="KeyValueHeads"><c>num_key_value_heads</c>, divides Heads (grouped queries).</param>
/// <param name="IntermediateSize">Width of the gated feed-forward.</param>
/// <param name="RopeTheta"><c>rope_theta</c>.</param>
/// <param name="RmsNormEpsilon"><c>rms_norm_eps</c>.</param>
/// <param name="InitializerRange">Standard deviation of random weights.</param>
public sealed record DecoderConfig(
    int VocabularySize,
    int HiddenSize = 128,
    int Layers = 4,
    int Heads = 4,
    int KeyValueHeads = 2,
    int IntermediateSize = 352,
    double RopeTheta = 10_000,
    double RmsNormEpsilon = 1e-6,
    double InitializerRange = 0.02)
{
    /// <summary><c>head_dim</c>; null for D / Heads.</summary>
    public int? HeadDimension { get; init; }

    /// <summary>Which attention projections add a bias.</summary>
    public AttentionBias AttentionBias { get; init; } = AttentionBias.Inputs;

    /// <summary>Whether the feed-forward's projections add one, <c>mlp_bias</c>.</summary>
    public Bias MlpBias { get; init; } = Bias.None;

    /// <summary>Where the output layer's weights are.</summary>
    public OutputLayer OutputLayer { get; init; } = OutputLayer.Own;

    /// <summary><c>rope_scaling</c>.</summary>
    public RopeScaling RopeScaling { get; init; } = RopeScaling.None;

    /// <summary><c>mrope_section</c>; [] for one position a token.</summary>
    public Sequence<int> RopeSections { get; init; } = [];

    /// <summary>How far back a token looks.</summary>
    public Window Window { get; init; } = Window.Unbounded;

    /// <summary>d, the width of a head.</summary>
    public int HeadWidth => HeadDimension ?? HiddenSize / Heads;

    /// <summary>The rotary geometry of a head.</summary>
    public Rotary Rotary => new(HeadWidth, RopeTheta, RopeScaling, RopeSections);
}

/// <summary>Which attention projections add a bias.</summary>
public enum AttentionBias
{
    /// <summary>None, as Mistral and Llama.</summary>
    None,

    /// <summary>q, k and v, as Qwen2.</summary>
    Inputs,

    /// <summary>q, k, v and o, Llama's <c>attention_bias</c>.</summary>
    All,
}

/// <summary>Where the output layer's weights are.</summary>
public enum OutputLayer
{
    /// <summary><c>lm_head.weight</c>.</summary>
    Own,

    /// <summary>The embedding's, <c>tie_word_embeddings</c>; both ends train one matrix.</summary>
    Tied,
}

/// <summary>How far back a token looks: t sees l when t − l &lt; Size, in the layers from <paramref name="From"/>
/// on.</summary>
/// <param name="Size"><c>sliding_window</c>, tokens, the token itself among them.</param>
/// <param name="From">First layer with the window: 0 for Mistral, <c>max_window_layers</c> for Qwen2.</param>
public sealed record Window(long Size, int From = 0)
{
    /// <summary>Everything before it.</summary>
    public static Window Unbounded { get; } = new(long.MaxValue, int.MaxValue);
}
