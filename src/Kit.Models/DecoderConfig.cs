namespace Kit.Models;

/// <summary>A Qwen2-style decoder; names and meaning as in Hugging Face's <c>config.json</c>.</summary>
/// <param name="VocabularySize">V.</param>
/// <param name="HiddenSize">D.</param>
/// <param name="Layers"><c>num_hidden_layers</c>.</param>
/// <param name="Heads"><c>num_attention_heads</c>; head width is D / Heads.</param>
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
    public int HeadWidth => HiddenSize / Heads;
}
