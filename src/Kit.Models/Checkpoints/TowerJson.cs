using Kit.Models.Towers;

namespace Kit.Models.Checkpoints;

/// <summary>A CLIP or SigLIP <c>vision_config</c>, with the defaults of Hugging Face's classes.</summary>
internal static class TowerJson
{
    private static readonly PatchTowerConfig Clip =
        new(PatchTowerKind.Clip, 768, 3072, 12, 12, 224, 32, 1e-5, Activation.QuickGelu);

    private static readonly PatchTowerConfig Siglip =
        new(PatchTowerKind.Siglip, 768, 3072, 12, 12, 224, 16, 1e-6, Activation.GeluTanh);

    /// <summary>Towers that the original LLaVA code names instead of describing.</summary>
    private static readonly (string Ending, PatchTowerConfig Config)[] Named =
    [
        ("siglip-so400m-patch14-384", PatchTowerConfig.SiglipSo400M384),
        ("clip-vit-large-patch14-336", PatchTowerConfig.ClipLarge336),
        ("clip-vit-large-patch14", PatchTowerConfig.ClipLarge336 with { ImageSize = 224 }),
    ];

    /// <summary>A section, or a tower's own file; faults stay with the reader.</summary>
    public static PatchTowerConfig Read(ConfigReader json) => Read(json, json.Choice(
        "model_type", ("clip_vision_model", Clip), ("siglip_vision_model", SiglipOf(json))));

    /// <summary>A tower's own folder, also one of a whole CLIP.</summary>
    public static PatchTowerConfig ReadFolder(string folder)
    {
        var json = ConfigReader.Open(folder);
        return json.Checked(Read(json.Section("vision_config") ?? json));
    }

    /// <summary>A tower by the name that <c>mm_vision_tower</c> gives it.</summary>
    public static PatchTowerConfig Find(ConfigReader json, string field)
    {
        var name = json.Text(field) ?? "";
        var found = Named.FirstOrDefault(n => name.EndsWith(n.Ending, StringComparison.Ordinal));
        if (found.Config is null)
            json.Refuse(field, $"a tower such as {string.Join(", ", Named.Select(n => n.Ending))}");
        return found.Config ?? Clip;
    }

    private static PatchTowerConfig SiglipOf(ConfigReader json) =>
        json.Flag("vision_use_head", true) ? Siglip : Siglip with { Kind = PatchTowerKind.SiglipWithoutHead };

    private static PatchTowerConfig Read(ConfigReader json, PatchTowerConfig family)
    {
        var config = family with
        {
            HiddenSize = json.Size("hidden_size", family.HiddenSize),
            IntermediateSize = json.Size("intermediate_size", family.IntermediateSize),
            Layers = json.Size("num_hidden_layers", family.Layers),
            Heads = json.Size("num_attention_heads", family.Heads),
            ImageSize = json.Size("image_size", family.ImageSize),
            PatchSize = json.Size("patch_size", family.PatchSize),
            Channels = json.Size("num_channels", family.Channels),
            Epsilon = json.Positive("layer_norm_eps", family.Epsilon),
            Activation = Curve(json, "hidden_act", family.Activation),
        };
        if (config.HiddenSize % config.Heads != 0)
            json.Refuse("num_attention_heads", $"a divisor of hidden_size, {config.HiddenSize}");
        if (config.PatchSize > config.ImageSize) json.Refuse("patch_size", $"at most image_size, {config.ImageSize}");
        if (config.ImageSize > 1 << 14) json.Refuse("image_size", "at most 16384");
        if (config.Layers > DecoderJson.MostLayers)
            json.Refuse("num_hidden_layers", $"at most {DecoderJson.MostLayers}");
        return config;
    }

    /// <summary>An activation by name, or the family's where none is named.</summary>
    public static Activation Curve(ConfigReader json, string field, Activation otherwise) => !json.Has(field)
        ? otherwise
        : json.Choice(field, ("gelu", Activation.Gelu), ("quick_gelu", Activation.QuickGelu),
            ("gelu_pytorch_tanh", Activation.GeluTanh));
}
