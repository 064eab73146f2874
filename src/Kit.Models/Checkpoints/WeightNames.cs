namespace Kit.Models.Checkpoints;

/// <summary>How the names in a file become those of a module: the first prefix that matches is replaced.</summary>
/// <param name="Prefixes">In a file, in the module; also those of newer layouts of the same model.</param>
/// <param name="Written">The same for writing; [] where files bear the module's names.</param>
internal sealed record WeightNames(
    Sequence<(string File, string Module)> Prefixes, Sequence<(string File, string Module)> Written)
{
    private static readonly Sequence<(string File, string Module)> Original =
    [
        ("model.vision_tower.vision_tower.", "vision_tower."),
        ("model.mm_projector.0.", "multi_modal_projector.linear_1."),
        ("model.mm_projector.2.", "multi_modal_projector.linear_2."),
        ("model.image_newline", "image_newline"), ("model.faster_token", "faster_token"),
        ("model.", "language_model.model."), ("lm_head.", "language_model.lm_head."),
    ];

    /// <summary>Constants that older files store among the weights; the kit computes them.</summary>
    private static readonly string[] Constants = [".rotary_emb.inv_freq", ".embeddings.position_ids"];

    /// <summary>The same names.</summary>
    public static WeightNames AsTheyAre { get; } = new([], []);

    /// <summary>LLaVA in Hugging Face's layouts: before transformers 4.52 as the kit's modules are named, since then
    /// with
    /// everything below <c>model.</c></summary>
    public static WeightNames Llava { get; } = new(
    [
        ("model.vision_tower.", "vision_tower."), ("model.multi_modal_projector.", "multi_modal_projector."),
        ("model.image_newline", "image_newline"), ("model.language_model.", "language_model.model."),
        ("lm_head.", "language_model.lm_head."),
    ],
    []);

    /// <summary>LLaVA in the original code's layout: everything hangs on the decoder.</summary>
    public static WeightNames OriginalLlava { get; } = new(Original, Original);

    /// <summary>Qwen-VL: before transformers 4.52 as the kit's modules are named, since then nested.</summary>
    public static WeightNames QwenVideo { get; } = new(
        [("model.visual.", "visual."), ("model.language_model.", "model.")], []);

    /// <summary>The module's name for a file's.</summary>
    public string InModule(string name)
    {
        foreach (var (file, module) in Prefixes)
            if (name.StartsWith(file, StringComparison.Ordinal)) return module + name[file.Length..];
        return name;
    }

    /// <summary>The name that a file of this layout gives a module's weight.</summary>
    public string InFile(string name)
    {
        foreach (var (file, module) in Written)
            if (name.StartsWith(module, StringComparison.Ordinal)) return file + name[module.Length..];
        return name;
    }

    /// <summary>True for what need not be read.</summary>
    public static bool IsConstant(string name) => Constants.Any(c => name.EndsWith(c, StringComparison.Ordinal));
}
