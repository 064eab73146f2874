using Kit.Models.Families;
using Kit.Torch;
using Kit.Torch.Layers;

namespace Kit.Models.Checkpoints;

/// <summary>A published video model as its configuration describes it: how it is made, what its weights are called.
/// </summary>
internal abstract record VideoFamily
{
    private VideoFamily() { }

    /// <summary>Recognises a configuration by <c>model_type</c>; all faults are reported at once.</summary>
    /// <param name="json">The configuration.</param>
    /// <param name="tower">The image tower's own folder, where the checkpoint does not hold it; or null.</param>
    public static VideoFamily Read(ConfigReader json, string? tower)
    {
        var type = json.Text("model_type");
        return type switch
        {
            "llava_onevision" => LlavaJson.ReadOneVision(json),
            "llava_next_video" => LlavaJson.ReadNextVideo(json),
            "qwen2_vl" => QwenVideoJson.ReadQwen2(json),
            "qwen2_5_vl" => QwenVideoJson.ReadQwen25(json),
            not null when type.StartsWith("llava", StringComparison.Ordinal) && json.Has("mm_vision_tower") =>
                LlavaJson.ReadOriginal(json, tower),
            _ => throw Unknown(json, type),
        };
    }

    /// <summary>The model on a device, its weights as <paramref name="initial"/> has them.</summary>
    public abstract VideoModel Make(Initial initial, Placement place);

    /// <summary>The model with a folder's weights.</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="tower">The image tower's own folder, where the checkpoint does not hold it; or null.</param>
    /// <param name="place">Where the weights go.</param>
    public VideoModel Load(string folder, string? tower, Placement place)
    {
        using var own = WeightSource.Open(folder, Names);
        using var beside = tower is null ? null : WeightSource.OpenTower(tower);
        return Checkpoint.Load(beside is null ? [own] : [own, beside], place, at => Make(Initial.Unset, at));
    }

    private protected abstract WeightNames Names { get; }

    /// <summary>A LLaVA.</summary>
    public sealed record Llava(LlavaConfig Config, WeightNames Layout) : VideoFamily
    {
        private protected override WeightNames Names => Layout;

        public override VideoModel Make(Initial initial, Placement place) =>
            new LlavaVideoLm(Config, Layout, initial, place);
    }

    /// <summary>A Qwen-VL.</summary>
    public sealed record Qwen(QwenVideoConfig Config) : VideoFamily
    {
        private protected override WeightNames Names => WeightNames.QwenVideo;

        public override VideoModel Make(Initial initial, Placement place) => new QwenVideoLm(Config, initial, place);
    }

    private static InvalidDataException Unknown(ConfigReader json, string? type)
    {
        var architecture = json.Architecture ?? type ?? "nothing";
        return new(
            $"{json.File}: expected a video model of the families llava_onevision, llava_next_video, qwen2_vl, "
            + $"qwen2_5_vl or the original code's llava with mm_vision_tower, got {architecture} "
            + $"(model_type {type ?? "absent"}). "
            + (Missing(type) ?? "Convert the checkpoint to one of them."));
    }

    /// <summary>What keeps the kit from a model that its papers use.</summary>
    private static string? Missing(string? type) => type switch
    {
        "cambrian_qwen" or "cambrian_llama" => "LongVU needs its two towers (SigLIP and DINOv2), the spatial "
            + "aggregator and the frame selection, which the kit does not have.",
        "videochat2" or "videochat2_mistral" => "VideoChat2 needs its UMT-L tower and Q-Former, which the kit does not "
            + "have.",
        _ => null,
    };
}
