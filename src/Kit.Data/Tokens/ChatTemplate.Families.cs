using static Kit.Data.Tokens.TemplatePiece;

namespace Kit.Data.Tokens;

public sealed partial record ChatTemplate
{
    private const string Helpful = "You are a helpful assistant.";

    private const string Polite = "A chat between a curious user and an artificial intelligence assistant. "
        + "The assistant gives helpful, detailed, and polite answers to the user's questions.";

    /// <summary>[video] question [start] answer [end]: Qwen's shape without the words every prompt shares.</summary>
    public static ChatTemplate Compact { get; } = new("compact",
        [], [new Special(SpecialTokens.Start)], [new Special(SpecialTokens.End)])
    {
        Clip = [new Media(SpecialTokens.Video)],
    };

    /// <summary>Qwen2's chat form with one video before the question, without a system turn.</summary>
    public static ChatTemplate Qwen2 { get; } = new("qwen2",
        [new Special(SpecialTokens.Start), new Text("user\n")],
        [new Special(SpecialTokens.End), new Text("\n"), new Special(SpecialTokens.Start), new Text("assistant\n")],
        [new Special(SpecialTokens.End)])
    {
        Clip = [new Media(SpecialTokens.Video), new Text("\n")],
    };

    /// <summary>LLaVA-Video and LLaVA-NeXT on Qwen2, official code: <c>qwen_1_5</c>. That code, and RRPO's, also trains
    /// on the answer's header and on the line end behind it; here the answer is what generation writes.</summary>
    public static ChatTemplate LlavaQwen { get; } = ChatMl("qwen_1_5", Helpful) with
    {
        Clip = [new Sentinel("<image>", Sentinel.Image), new Text("\n")],
    };

    /// <summary>Qwen2-VL and Qwen2.5-VL.</summary>
    public static ChatTemplate Qwen2Vl { get; } = ChatMl("qwen2_vl", Helpful) with
    {
        Clip = [new Special("<|vision_start|>"), new Media("<|video_pad|>"), new Special("<|vision_end|>")],
    };

    /// <summary>LLaVA-OneVision and LLaVA-NeXT-Video on Qwen2 in transformers: no system turn.</summary>
    public static ChatTemplate LlavaOnevision { get; } = ChatMl("llava_onevision", "") with
    {
        Clip = [new Media("<video>"), new Text("\n")],
    };

    /// <summary>Vicuna v1.1, official LLaVA code: <c>v1</c>; VLM-RLAIF.</summary>
    public static ChatTemplate Vicuna { get; } = new("v1",
        [new Text("USER: ")], [new Text(" ASSISTANT:")], [new Special("</s>")])
    {
        Opening = [new Implied("<s>")],
        System = new([], Polite, [new Text(" ")]),
        Clip = [new Sentinel("<image>", Sentinel.Image), new Text("\n")],
        Lead = " ",
    };

    /// <summary>LLaVA-NeXT-Video-7B in transformers: Vicuna's turns without its system prompt. Its own template ends no
    /// answer; here Vicuna's &lt;/s&gt; does, which the model was trained to write.</summary>
    public static ChatTemplate LlavaNextVideo { get; } = Vicuna.WithSystem("") with
    {
        Name = "llava_next_video",
        Clip = [new Media("<video>"), new Text("\n")],
    };

    /// <summary>The oldest form of LLaVA, official code: <c>llava_v0</c>. Generation stops at the text ###.</summary>
    public static ChatTemplate LlavaV0 { get; } = new("llava_v0",
        [new Text("Human: ")], [new Text("###Assistant:")], [new Text("###")])
    {
        Opening = [new Implied("<s>")],
        System = new([], Polite.Replace("user", "human", StringComparison.Ordinal), [new Text("###")]),
        Clip = [new Sentinel("<image>", Sentinel.Image), new Text("\n")],
        Lead = " ",
    };

    /// <summary>Mistral-Instruct, official LLaVA code: <c>mistral_instruct</c>.</summary>
    public static ChatTemplate Mistral { get; } = new("mistral_instruct",
        [new Text("[INST] ")], [new Text(" [/INST]")], [new Text(" "), new Special("</s>")])
    {
        Opening = [new Implied("<s>")],
        Clip = [new Sentinel("<image>", Sentinel.Image), new Text("\n")],
        Lead = " ",
    };

    /// <summary>Llama-2-Chat: the system prompt stands in the first turn, and every turn opens with
    /// &lt;s&gt;.</summary>
    public static ChatTemplate Llama2 { get; } = new("llama2",
        [new Special("<s>"), new Text("[INST] ")],
        [new Text(" [/INST]")],
        [new Text(" "), new Special("</s>")])
    {
        System = new([new Text("<<SYS>>\n")], "", [new Text("\n<</SYS>>\n\n")], SystemPlace.InFirstTurn),
        Clip = [new Sentinel("<image>", Sentinel.Image), new Text("\n")],
        Lead = " ",
    };

    /// <summary>Llama-3-Instruct.</summary>
    public static ChatTemplate Llama3 { get; } = new("llama3",
        Llama3Header("user"), [new Special("<|eot_id|>"), .. Llama3Header("assistant")], [new Special("<|eot_id|>")])
    {
        Opening = [new Special("<|begin_of_text|>")],
        System = new(Llama3Header("system"), "", [new Special("<|eot_id|>")]),
        Clip = [new Sentinel("<image>", Sentinel.Image), new Text("\n")],
    };

    /// <summary>No roles at all, official LLaVA code: <c>plain</c>, its first stage of training.</summary>
    public static ChatTemplate Plain { get; } = new("plain", [], [new Text("\n")], [new Text("\n")])
    {
        Clip = [new Sentinel("<image>", Sentinel.Image), new Text("\n")],
    };

    /// <summary>Every family, for scripts and tests.</summary>
    public static Sequence<ChatTemplate> All { get; } =
    [
        Compact, Qwen2, LlavaQwen, Qwen2Vl, LlavaOnevision, Vicuna, LlavaNextVideo, LlavaV0, Mistral, Llama2, Llama3,
        Plain,
    ];

    /// <summary>The family of that name.</summary>
    public static ChatTemplate Named(string name) => All.FirstOrDefault(template => template.Name == name)
        ?? throw new ArgumentException($"chat template: expected one of {string.Join(", ", All.Select(t => t.Name))}, "
            + $"got \"{name}\". Name the family that the checkpoint was trained with.");

    /// <summary>The form that checkpoints of a <c>model_type</c> (config.json) were trained with.</summary>
    public static ChatTemplate ForModel(string modelType) => modelType switch
    {
        "qwen2_vl" or "qwen2_5_vl" => Qwen2Vl,
        "llava_qwen" => LlavaQwen,
        "llava_onevision" => LlavaOnevision,
        "llava_next_video" => LlavaNextVideo,
        "llava" or "llava_llama" => Vicuna,
        "llava_mistral" => Mistral,
        _ => throw new ArgumentException($"model_type: expected a video language model of a known family, "
            + $"got \"{modelType}\". Choose one with ChatTemplate.Named."),
    };

    private static ChatTemplate ChatMl(string name, string system) => new(name,
        [new Special(SpecialTokens.Start), new Text("user\n")],
        [new Special(SpecialTokens.End), new Text("\n"), new Special(SpecialTokens.Start), new Text("assistant\n")],
        [new Special(SpecialTokens.End)])
    {
        System = new([new Special(SpecialTokens.Start), new Text("system\n")], system,
            [new Special(SpecialTokens.End), new Text("\n")]),
        Trail = [new Text("\n")],
    };

    private static Sequence<TemplatePiece> Llama3Header(string role) =>
        [new Special("<|start_header_id|>"), new Text(role), new Special("<|end_header_id|>"), new Text("\n\n")];
}
