using Kit.Models.Families;
using Kit.Models.Towers;

namespace Kit.Models.Checkpoints;

/// <summary>Qwen2-VL's and Qwen2.5-VL's configurations, flat or with a <c>text_config</c>.</summary>
internal static class QwenVideoJson
{
    public static VideoFamily.Qwen ReadQwen2(ConfigReader json)
    {
        var vision = Vision(json);
        var width = vision.Size("embed_dim", 1280);
        var tower = new QwenTowerConfig(
            QwenGeneration.Qwen2, width, vision.Size("hidden_size", 3584),
            (int)Math.Min(width * vision.Positive("mlp_ratio", 4), int.MaxValue), vision.Size("depth", 32),
            vision.Size("num_heads", 16), vision.Size("patch_size", 14), vision.Size("temporal_patch_size", 2),
            vision.Size("spatial_merge_size", 2), TowerJson.Curve(vision, "hidden_act", Activation.QuickGelu), 0, [],
            vision.Size("in_channels", 3));
        return Checked(json, tower, null);
    }

    public static VideoFamily.Qwen ReadQwen25(ConfigReader json)
    {
        var vision = Vision(json);
        vision.Choice("hidden_act", ("silu", true));
        var full = vision.Has("fullatt_block_indexes") ? vision.Sizes("fullatt_block_indexes") : [7, 15, 23, 31];
        var tower = new QwenTowerConfig(
            QwenGeneration.Qwen25, vision.Size("hidden_size", 1280), vision.Size("out_hidden_size", 3584),
            vision.Size("intermediate_size", 3420), vision.Size("depth", 32), vision.Size("num_heads", 16),
            vision.Size("patch_size", 14), vision.Size("temporal_patch_size", 2), vision.Size("spatial_merge_size", 2),
            Activation.Gelu, vision.Size("window_size", 112), full, vision.Size("in_channels", 3));
        if (tower.WindowTokens < 1) vision.Refuse("window_size", "at least one visual token wide");
        return Checked(json, tower, vision.Positive("tokens_per_second", 4));
    }

    private static VideoFamily.Qwen Checked(ConfigReader json, QwenTowerConfig tower, double? rate)
    {
        var text = json.Section("text_config") ?? json;
        var decoder = DecoderJson.ReadQwen2Vl(text);
        if (tower.HiddenSize % tower.Heads != 0 || tower.HiddenSize / tower.Heads % 4 != 0)
            json.Refuse("vision_config", "an object with heads of a width that 4 divides");
        if (tower.OutputSize != decoder.HiddenSize)
            json.Refuse("vision_config", $"an object whose tokens are as wide as the decoder, {decoder.HiddenSize}");
        if (tower.Layers > DecoderJson.MostLayers)
            json.Refuse("vision_config", $"an object with a depth of at most {DecoderJson.MostLayers}");
        var placeholders = new Placeholders(
            [json.Index("video_token_id", 151_656), json.Index("image_token_id", 151_655)]);
        return json.Checked(new VideoFamily.Qwen(new QwenVideoConfig(tower, decoder, placeholders, rate)));
    }

    private static ConfigReader Vision(ConfigReader json)
    {
        if (json.Section("vision_config") is { } vision) return vision;
        json.Refuse("vision_config", "an object");
        return json.Checked(json);
    }
}
