using System.Diagnostics;
using Kit.Data.Storage;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Checkpoints;

/// <summary>Folders made to mislead or to exhaust a reader: refused with the file and the fault, in less than a second's
/// computing, without the memory that they claim.</summary>
[Collection(nameof(Alone))]
public sealed class HostileCheckpoints
{
    private const long Mebibyte = 1 << 20;

    public static TheoryData<string, string> Faults => new()
    {
        { "truncated", "was cut short" },
        { "overlap", "an overlap" },
        { "hole", "a hole" },
        { "huge shape", "overflow" },
        { "claimed header", "its header claims" },
        { "nan", "model.norm.weight F32 [8]: expected finite weights, got NaN or infinity" },
        { "integers", "I64 [11, 8] should be F32 [11, 8]" },
        { "eight bits", "F8_E4M3 [11, 8] should be F32 [11, 8]" },
        { "huge config", "lm_head.weight F32 [11, 8] should be F32 [16777216, 16777216]" },
        { "many layers", "num_hidden_layers should be at most 1024" },
        { "parent shard", "is said to be in \"../model.safetensors\"" },
        { "absolute shard", "is said to be in \"/etc/passwd.safetensors\"" },
        { "missing shard", "these shards are not there: b.safetensors" },
        { "lying index", "lm_head.weight is not in b.safetensors" },
        { "index of something else", "expected an index of safetensors shards" },
        { "broken config", "expected one JSON object" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Are_refused_at_once(string fault, string message)
    {
        using var folder = new Spoilt();
        Spoil(folder, fault);
        using (var sound = new Spoilt()) CausalLm.Load(sound.Folder, Placement.Cpu).Dispose();    // compiled by now
        var (before, worked) = (Process.GetCurrentProcess().PeakWorkingSet64, Computing);
        var error = Assert.Throws<InvalidDataException>(() => CausalLm.Load(folder.Folder, Placement.Cpu));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Folder, error.Message, StringComparison.Ordinal);
        Assert.InRange(Computing - worked, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.True(Process.GetCurrentProcess().PeakWorkingSet64 - before < 64 * Mebibyte);
    }

    [Fact]
    public void A_folder_without_weights_is_named()
    {
        using var folder = new Spoilt();
        File.Delete(folder["model.safetensors"]);
        Assert.Contains("expected model.safetensors or model.safetensors.index.json, got neither",
            Assert.Throws<FileNotFoundException>(() => CausalLm.Load(folder.Folder, Placement.Cpu)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>The processor's time in this process, which waiting for other processes does not lengthen.</summary>
    private static TimeSpan Computing => Process.GetCurrentProcess().TotalProcessorTime;

    private static void Spoil(Spoilt folder, string fault)
    {
        var weights = folder["model.safetensors"];
        switch (fault)
        {
            case "truncated": File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^5]); break;
            case "overlap": folder.Header(Two(0, 4, 2, 6), 6); break;
            case "hole": folder.Header(Two(0, 4, 6, 10), 10); break;
            case "huge shape":
                folder.Header("""{"a":{"dtype":"F32","shape":[1000000000,1000000000,1000],"data_offsets":[0,8]}}""", 8); break;
            case "claimed header": File.WriteAllBytes(weights, BitConverter.GetBytes(99_000_000L)); break;
            case "nan": Replace(folder, "model.norm.weight", TensorType.F32, [8], [0xFF, 0xFF, 0xFF, 0x7F, .. new byte[28]]); break;
            case "integers": Replace(folder, "lm_head.weight", TensorType.I64, [11, 8], new byte[704]); break;
            case "eight bits": Replace(folder, "lm_head.weight", TensorType.F8_E4M3, [11, 8], new byte[88]); break;
            case "huge config": folder.Configure(c => (c["hidden_size"], c["vocab_size"], c["num_attention_heads"]) = (1 << 24, 1 << 24, 1 << 13)); break;
            case "many layers": folder.Configure(c => c["num_hidden_layers"] = 1 << 24); break;
            case "parent shard": folder.Shard(_ => "a.safetensors", _ => "../model.safetensors"); break;
            case "absolute shard": folder.Shard(_ => "a.safetensors", _ => "/etc/passwd.safetensors"); break;
            case "missing shard": folder.Shard(_ => "a.safetensors", n => n == "lm_head.weight" ? "b.safetensors" : "a.safetensors"); break;
            case "lying index":
                folder.Shard(_ => "a.safetensors", n => n == "lm_head.weight" ? "b.safetensors" : "a.safetensors");
                Safetensors.Write(folder["b.safetensors"], []);
                break;
            case "index of something else":
                File.Delete(weights);
                File.WriteAllText(folder["model.safetensors.index.json"], """{"weight_map": ["a"]}""");
                break;
            default: File.WriteAllText(folder["config.json"], "[1, 2"); break;
        }
    }

    private static string Two(int a, int b, int c, int d)
    {
        string Bytes(int from, int to) => $$"""{"dtype":"U8","shape":[4],"data_offsets":[{{from}},{{to}}]}""";
        return $$"""{"a":{{Bytes(a, b)}},"b":{{Bytes(c, d)}} }""";
    }

    private static void Replace(Spoilt folder, string name, TensorType type, Sequence<long> shape, byte[] bytes) =>
        Safetensors.Write(folder["model.safetensors"],
            [.. folder.Tensors().Where(t => t.Name != name), TensorSource.From(name, type, shape, bytes)]);
}
