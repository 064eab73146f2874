using Kit.Models.Towers;

namespace Kit.Models.Families;

/// <summary>A LLaVA video model: an image tower, two projecting layers, pooled frames in a sequence, a
/// decoder.</summary>
/// <param name="Tower">CLIP or SigLIP.</param>
/// <param name="Decoder">Qwen2, Llama or Mistral.</param>
/// <param name="FeatureLayer">Hidden state of the tower that is read, <c>vision_feature_layer</c>.</param>
/// <param name="Selection">Which of its tokens.</param>
/// <param name="Activation">Between the projecting layers.</param>
/// <param name="Pooling">How many patches become one token.</param>
/// <param name="Order">Whether they are pooled before or after projecting; with two layers the order matters.</param>
/// <param name="Layout">How frames become a sequence.</param>
/// <param name="Breaks">Which learned breaks the weights hold.</param>
/// <param name="Placeholders">What stands for a clip in a prompt.</param>
public sealed record LlavaConfig(
    PatchTowerConfig Tower, DecoderConfig Decoder, int FeatureLayer, FeatureSelection Selection, Activation Activation,
    FramePooling Pooling, PoolOrder Order, FrameLayout Layout, LearnedBreaks Breaks, Placeholders Placeholders)
{
    /// <summary>Visual tokens of a clip of F frames.</summary>
    public int Tokens(int frames) => Layout.Count(frames, Tower.Grid, Pooling);
}

/// <summary>Which of a tower's tokens are visual tokens.</summary>
public enum FeatureSelection
{
    /// <summary>All but the first, <c>default</c> or <c>patch</c>: CLIP's class token is left out.</summary>
    Patches,

    /// <summary>All, <c>full</c>: towers without a class token.</summary>
    All,
}

/// <summary>When patches are pooled.</summary>
public enum PoolOrder
{
    /// <summary>Hugging Face's LLaVA-NeXT-Video.</summary>
    BeforeProjection,

    /// <summary>LLaVA-OneVision, LLaVA-Video, VLM-RLAIF.</summary>
    AfterProjection,
}

/// <summary>Learned vectors between visual tokens that a checkpoint holds, whether the layout uses them or
/// not.</summary>
public enum LearnedBreaks
{
    /// <summary>None.</summary>
    None,

    /// <summary><c>image_newline</c>.</summary>
    Newline,

    /// <summary><c>image_newline</c> and <c>faster_token</c>.</summary>
    NewlineAndFaster,
}
