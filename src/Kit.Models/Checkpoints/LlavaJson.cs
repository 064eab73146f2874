using Kit.Models.Families;
using Kit.Models.Towers;

namespace Kit.Models.Checkpoints;

/// <summary>LLaVA configurations: Hugging Face's two video classes, and the original code's flat files.</summary>
internal static class LlavaJson
{
    private const int OriginalPlaceholder = -200;

    /// <summary>LLaVA-OneVision: bilinear pooling by 2 after the projector, one break after the clip.</summary>
    public static VideoFamily.Llava ReadOneVision(ConfigReader json) => ReadHuggingFace(
        json, -1, FeatureSelection.All, (151_646, 151_647), new FramePooling.Bilinear(2), PoolOrder.AfterProjection,
        FrameLayout.ClipBreak);

    /// <summary>LLaVA-NeXT-Video: pooling before the projector, nothing between frames.</summary>
    public static VideoFamily.Llava ReadNextVideo(ConfigReader json)
    {
        var stride = json.Size("spatial_pool_stride", 2);
        var pooling = json.Choice<FramePooling>(
            "spatial_pool_mode",
            ("average", new FramePooling.Average(stride)), ("max", new FramePooling.Maximum(stride)));
        return ReadHuggingFace(
            json, -2, FeatureSelection.Patches, (32_001, 32_000), pooling, PoolOrder.BeforeProjection,
            FrameLayout.Plain);
    }

    /// <summary>The original code's: LLaVA-Video, LLaVA-NeXT and those built on them.</summary>
    /// <param name="json">Its flat file.</param>
    /// <param name="tower">The image tower's own folder, or null for the one that the file names.</param>
    public static VideoFamily.Llava ReadOriginal(ConfigReader json, string? tower) =>
        ReadOriginal(json, Tower(json, tower), Layout(json), Pooling(json));

    /// <summary>The original code's with a layout that the file does not name; nothing is pooled before it.</summary>
    public static VideoFamily.Llava ReadOriginal(ConfigReader json, string? tower, FrameLayout layout) =>
        ReadOriginal(json, Tower(json, tower), layout, FramePooling.None);

    private static VideoFamily.Llava ReadHuggingFace(
        ConfigReader json, int layer, FeatureSelection selection, (int Image, int Video) tokens, FramePooling pooling,
        PoolOrder order, FrameLayout layout)
    {
        var (text, vision) = (Section(json, "text_config"), Section(json, "vision_config"));
        var config = new LlavaConfig(
            TowerJson.Read(vision), DecoderJson.ReadText(text),
            json.Index("vision_feature_layer", layer),
            json.Has("vision_feature_select_strategy") ? Selection(json, "vision_feature_select_strategy") : selection,
            TowerJson.Curve(json, "projector_hidden_act", Activation.Gelu), pooling, order, layout,
            LearnedBreaks.Newline,
            new Placeholders(
                [json.Index("video_token_index", tokens.Video), json.Index("image_token_index", tokens.Image)]));
        return new(Checked(json, config, "vision_feature_layer"), WeightNames.Llava);
    }

    private static VideoFamily.Llava ReadOriginal(
        ConfigReader json, PatchTowerConfig tower, FrameLayout layout, FramePooling pooling)
    {
        json.Choice("mm_projector_type", ("mlp2x_gelu", true));
        var clip = tower.Kind == PatchTowerKind.Clip;
        // The original SigLIP wrapper drops the last layer and its head, and reads what is then last.
        var kept = clip ? tower : tower with { Kind = PatchTowerKind.SiglipWithoutHead, Layers = tower.Layers - 1 };
        var config = new LlavaConfig(
            kept, DecoderJson.ReadOriginal(json), clip ? json.Index("mm_vision_select_layer", -2) : -1,
            clip ? Selection(json, "mm_vision_select_feature") : FeatureSelection.All, Activation.Gelu,
            pooling, PoolOrder.AfterProjection, layout, Breaks(json), new Placeholders([OriginalPlaceholder]));
        return new(Checked(json, config, "mm_vision_select_layer"), WeightNames.OriginalLlava);
    }

    private static PatchTowerConfig Tower(ConfigReader json, string? folder) =>
        folder is null ? TowerJson.Find(json, "mm_vision_tower") : TowerJson.ReadFolder(folder);

    private static LlavaConfig Checked(ConfigReader json, LlavaConfig config, string layer)
    {
        if (config.FeatureLayer < -config.Tower.Layers - 1 || config.FeatureLayer > config.Tower.Layers)
            json.Refuse(layer, $"one of {config.Tower.Layers + 1} hidden states");
        if (config.Tower.Kind == PatchTowerKind.Clip && config.Selection == FeatureSelection.All)
            json.Refuse("vision_feature_select_strategy", "default, since CLIP has a class token");
        return json.Checked(config);
    }

    private static ConfigReader Section(ConfigReader json, string name)
    {
        if (json.Section(name) is { } section) return section;
        json.Refuse(name, "an object");
        return json.Checked(json);
    }

    private static FeatureSelection Selection(ConfigReader json, string field) => json.Choice(
        field, ("patch", FeatureSelection.Patches), ("default", FeatureSelection.Patches),
        ("full", FeatureSelection.All));

    private static FrameLayout Layout(ConfigReader json)
    {
        if (!IsSpatial(json)) return FrameLayout.Plain;
        var layout = json.Choice("mm_newline_position",
            ("one_token", IsUnpadded(json) ? FrameLayout.ClipBreak : FrameLayout.Plain),
            ("grid", FrameLayout.LineBreaks), ("frame", FrameLayout.FrameBreaks), ("no_token", FrameLayout.Plain));
        if ((layout == FrameLayout.LineBreaks || layout == FrameLayout.FrameBreaks) && !IsUnpadded(json))
            json.Refuse("mm_patch_merge_type", "spatial_unpad, which learns the break that mm_newline_position puts");
        return layout == FrameLayout.LineBreaks && json.Flag("add_faster_video", false)
            ? new FrameLayout.SlowFast(json.Size("faster_token_stride", 10))
            : layout;
    }

    private static FramePooling Pooling(ConfigReader json)
    {
        var stride = json.Size("mm_spatial_pool_stride", 1);
        return stride == 1 ? FramePooling.None : json.Choice<FramePooling>(
            "mm_spatial_pool_mode", ("bilinear", new FramePooling.Bilinear(stride)),
            ("average", new FramePooling.Average(stride)), ("max", new FramePooling.Maximum(stride)));
    }

    private static LearnedBreaks Breaks(ConfigReader json) =>
        !IsUnpadded(json) ? LearnedBreaks.None
        : json.Flag("add_faster_video", false) ? LearnedBreaks.NewlineAndFaster : LearnedBreaks.Newline;

    private static bool IsSpatial(ConfigReader json) =>
        json.Text("mm_patch_merge_type")?.StartsWith("spatial", StringComparison.Ordinal) ?? false;

    private static bool IsUnpadded(ConfigReader json) =>
        json.Text("mm_patch_merge_type")?.Contains("unpad", StringComparison.Ordinal) ?? false;
}
