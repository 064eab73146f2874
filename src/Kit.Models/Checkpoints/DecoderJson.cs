using Kit.Torch.Layers;

namespace Kit.Models.Checkpoints;

/// <summary>A decoder's part of a <c>config.json</c>, with the defaults that Hugging Face's classes give the fields
/// which
/// published files leave out.</summary>
internal static class DecoderJson
{
    public const int MostLayers = 1024;

    private static readonly DecoderConfig Llama = new(
        32_000, HiddenSize: 4096, Layers: 32, Heads: 32, KeyValueHeads: 32, IntermediateSize: 11_008)
    {
        AttentionBias = AttentionBias.None,
    };

    private static readonly DecoderConfig Mistral = Llama with { KeyValueHeads = 8, IntermediateSize = 14_336 };

    private static readonly DecoderConfig Qwen2 = Llama with
    {
        VocabularySize = 151_936, IntermediateSize = 22_016, AttentionBias = AttentionBias.Inputs,
    };

    private static readonly DecoderConfig Qwen2Vl = Qwen2 with
    {
        VocabularySize = 152_064, HiddenSize = 8192, Layers = 80, Heads = 64, KeyValueHeads = 8,
        IntermediateSize = 29_568, RmsNormEpsilon = 1e-5,
    };

    /// <summary>The text models that can be loaded by themselves.</summary>
    public static DecoderConfig Read(ConfigReader json) => json.Checked(ReadText(json));

    /// <summary>The decoder of a section; faults stay with the reader.</summary>
    public static DecoderConfig ReadText(ConfigReader json) => json.Choice<Func<DecoderConfig>>(
        "model_type",
        ("llama", () => ReadLlama(json)), ("mistral", () => ReadMistral(json)), ("qwen2", () => ReadQwen2(json)))();

    /// <summary>The decoder of the original LLaVA code's flat files, by the class that wrote them: <c>model_type</c> is
    /// often a bare llava.</summary>
    public static DecoderConfig ReadOriginal(ConfigReader json)
    {
        switch (json.Architecture)
        {
            case "LlavaQwenForCausalLM": return ReadQwen2(json);
            case "LlavaLlamaForCausalLM": return ReadLlama(json);
            case "LlavaMistralForCausalLM": return ReadMistral(json);
            default:
                json.Refuse("architectures", "LlavaQwenForCausalLM, LlavaLlamaForCausalLM or LlavaMistralForCausalLM");
                return Llama;
        }
    }

    /// <summary>Qwen2-VL's and Qwen2.5-VL's.</summary>
    public static DecoderConfig ReadQwen2Vl(ConfigReader json)
    {
        var config = ReadQwen(json, Qwen2Vl);
        var sections = Rope(json)?.Sizes("mrope_section") ?? [];
        if (sections.Count != 3 || sections.Sum() != config.HeadWidth / 2)
            json.Refuse("rope_scaling", $"an object whose mrope_section has three sizes of sum {config.HeadWidth / 2}");
        return config with { RopeSections = sections };
    }

    private static DecoderConfig ReadLlama(ConfigReader json)
    {
        if (json.Size("pretraining_tp", 1) != 1) json.Refuse("pretraining_tp", "1");
        return Shared(json, Llama) with
        {
            AttentionBias = json.Flag("attention_bias", false) ? AttentionBias.All : AttentionBias.None,
            MlpBias = json.Flag("mlp_bias", false) ? Bias.Zero : Bias.None,
        };
    }

    private static DecoderConfig ReadMistral(ConfigReader json) => Shared(json, Mistral) with
    {
        Window = json.Mentions("sliding_window")
            ? json.Optional("sliding_window") is { } size ? new Window(size) : Window.Unbounded
            : new Window(4096),
    };

    private static DecoderConfig ReadQwen2(ConfigReader json) => ReadQwen(json, Qwen2);

    private static DecoderConfig ReadQwen(ConfigReader json, DecoderConfig family) => Shared(json, family) with
    {
        Window = json.Flag("use_sliding_window", false)
            ? new Window(json.Size("sliding_window", 4096), json.Index("max_window_layers", 28))
            : Window.Unbounded,
    };

    private static DecoderConfig Shared(ConfigReader json, DecoderConfig family)
    {
        json.Choice("hidden_act", ("silu", true));
        var heads = json.Size("num_attention_heads", family.Heads);
        var config = family with
        {
            VocabularySize = json.Size("vocab_size", family.VocabularySize),
            HiddenSize = json.Size("hidden_size", family.HiddenSize),
            Layers = json.Size("num_hidden_layers", family.Layers),
            Heads = heads,
            KeyValueHeads = json.Optional("num_key_value_heads")
                ?? (family.KeyValueHeads == family.Heads ? heads : family.KeyValueHeads),
            IntermediateSize = json.Size("intermediate_size", family.IntermediateSize),
            HeadDimension = json.Optional("head_dim"),
            RopeTheta = json.Section("rope_parameters")?.Number("rope_theta")
                ?? json.Positive("rope_theta", family.RopeTheta),
            RmsNormEpsilon = json.Positive("rms_norm_eps", family.RmsNormEpsilon),
            InitializerRange = json.Positive("initializer_range", family.InitializerRange),
            OutputLayer = json.Flag("tie_word_embeddings", false) ? OutputLayer.Tied : OutputLayer.Own,
        };
        Check(json, config);
        return config with { RopeScaling = Rope(json) is { } rope ? RopeJson.Read(rope, json) : RopeScaling.None };
    }

    private static ConfigReader? Rope(ConfigReader json) =>
        json.Section("rope_parameters") ?? json.Section("rope_scaling");

    private static void Check(ConfigReader json, DecoderConfig config)
    {
        if (config.Layers > MostLayers) json.Refuse("num_hidden_layers", $"at most {MostLayers}");
        if (config.Heads % config.KeyValueHeads != 0)
            json.Refuse("num_key_value_heads", $"a divisor of num_attention_heads, {config.Heads}");
        if (config.HeadDimension is null && config.HiddenSize % config.Heads != 0)
            json.Refuse("num_attention_heads", $"a divisor of hidden_size, {config.HiddenSize}");
        if (config.HeadWidth % 2 != 0) json.Refuse("head_dim", "even, since rotary positions turn pairs");
        if (config.HeadWidth > 4096) json.Refuse("head_dim", "at most 4096");
    }
}
