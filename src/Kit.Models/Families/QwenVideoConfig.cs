using Kit.Models.Towers;

namespace Kit.Models.Families;

/// <summary>Qwen2-VL or Qwen2.5-VL.</summary>
/// <param name="Tower">The tower.</param>
/// <param name="Decoder">A Qwen2 decoder with three positions a token.</param>
/// <param name="Placeholders"><c>video_token_id</c> and <c>image_token_id</c>.</param>
/// <param name="TokensPerSecond">Positions per second of a clip, Qwen2.5-VL's <c>tokens_per_second</c>; null for one a
/// group of frames, Qwen2-VL's rule.</param>
public sealed record QwenVideoConfig(
    QwenTowerConfig Tower, DecoderConfig Decoder, Placeholders Placeholders, double? TokensPerSecond = null);
