using System.Text.Json;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Models.Generation;
using Kit.Video;

namespace Experiments.Tests;

/// <summary>A published family at toy size, as a folder that one could have downloaded: the fixtures' configuration and
/// weights, with a tokenizer of single letters and the family's processor beside them.</summary>
internal static class TinyCheckpoint
{
    private const int Size = 101;

    /// <summary>Ends of answers, roles and places, by the ids that the fixtures' configurations give them.</summary>
    private static readonly Dictionary<int, string> Special = new()
    {
        [1] = "<s>", [2] = "</s>", [93] = "<|im_start|>", [94] = "<|im_end|>", [96] = "<|vision_end|>",
        [97] = "<|vision_start|>", [100] = "<video>",
    };

    /// <summary>Ġ and Ċ are a blank and a line end in the byte alphabet.</summary>
    private const string Letters = "ĠĊABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,?:'-()/_;!\"<|>";

    /// <summary>Where fixtures stand beside the project, or null.</summary>
    public static string? Fixtures => new[]
    {
        Environment.GetEnvironmentVariable("KIT_FIXTURES"), Path.Combine(Script.Root, "..", "shared", "fixtures"),
    }.FirstOrDefault(Directory.Exists);

    /// <summary>Writes the family's folder.</summary>
    public static string Write(string family, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in (string[])["config.json", "model.safetensors"])
            File.Copy(Path.Combine(Fixtures!, "models", family, name), Path.Combine(folder, name));
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), JsonSerializer.Serialize(Tokenizer(family)));
        File.WriteAllText(Path.Combine(folder, "preprocessor_config.json"), Processor(family));
        return folder;
    }

    /// <summary>The bytes of a PEFT folder's weights.</summary>
    public static byte[] Weights(string adapter) =>
        File.ReadAllBytes(Path.Combine(adapter, "adapter_model.safetensors"));

    /// <summary>What a model says about one of the fixtures' clips.</summary>
    public static Kit.Sequence<int> Answer(Assistant assistant, int frames) => (assistant with
    {
        Frames = new FramePlan.Uniform(frames), Decoding = Decoding.Greedy.WithLimit(12),
    }).Ask(VideoFile.Open(Path.Combine(Fixtures!, "videos", "mllm-1.mp4")), ["What happens?"]).Ids[0];

    private static object Tokenizer(string family)
    {
        var names = Special.ToDictionary(one => one.Key, one => Named(family, one.Value));
        var free = new Queue<int>(Enumerable.Range(0, Size).Where(id => !names.ContainsKey(id)));
        var vocabulary = Letters.ToDictionary(letter => letter.ToString(), _ => free.Dequeue());
        foreach (var id in free) vocabulary[$"unused{id}"] = id;
        return new
        {
            added_tokens = names.Select(one => new
            {
                id = one.Key, content = one.Value, single_word = false, lstrip = false, rstrip = false,
                normalized = false, special = true,
            }),
            normalizer = (object?)null,
            pre_tokenizer = new { type = "ByteLevel", add_prefix_space = false, trim_offsets = false, use_regex = true },
            post_processor = (object?)null,
            decoder = new { type = "ByteLevel", add_prefix_space = false, trim_offsets = false, use_regex = true },
            model = new { type = "BPE", vocab = vocabulary, merges = Array.Empty<string>() },
        };
    }

    private static string Named(string family, string token) =>
        token == "<video>" && family.StartsWith("qwen", StringComparison.Ordinal) ? "<|video_pad|>" : token;

    private static string Processor(string family) => family switch
    {
        "llava-onevision-video" => """
            {"image_processor_type": "SiglipImageProcessor", "size": {"height": 28, "width": 28}}
            """,
        "llava-next-video" => """
            {"image_processor_type": "LlavaNextVideoImageProcessor", "size": {"shortest_edge": 28},
             "crop_size": {"height": 28, "width": 28}}
            """,
        "qwen2-vl-video" => """
            {"image_processor_type": "Qwen2VLImageProcessor", "patch_size": 7, "merge_size": 2, "temporal_patch_size": 2,
             "min_pixels": 784, "max_pixels": 3136}
            """,
        _ => throw new ArgumentException($"family: expected one with a tiny checkpoint, got {family}. Add its processor."),
    };
}
