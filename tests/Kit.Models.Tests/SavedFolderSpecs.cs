using Kit.Data.Storage;
using Kit.Models.Families;
using Kit.Models.Tests.Fixtures;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models.Tests;

/// <summary>Checkpoint folders that are written and read again.</summary>
public sealed class SavedFolderSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-saved-").FullName;
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Folders => FixtureFolders.Of("Qwen2ForCausalLM", "LlamaForCausalLM", "MistralForCausalLM");

    public static TheoryData<string> Videos => FixtureFolders.Of(
        "LlavaOnevisionForConditionalGeneration", "LlavaNextVideoForConditionalGeneration", "Qwen2VLForConditionalGeneration");

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_model_that_is_saved_in_shards_loads_as_it_was(string original)
    {
        if (original == FixtureFolders.Absent) return;
        using var model = CausalLm.Load(original, Placement.Cpu);
        Checkpoint.SaveFolder(model, folder, original, shardBytes: 20_000);
        Assert.True(Directory.EnumerateFiles(folder, "model-*-of-*.safetensors").Count() > 1);
        Assert.True(File.Exists(Path.Combine(folder, "model.safetensors.index.json")));
        using var again = CausalLm.Load(folder, Placement.Cpu);
        Assert.Equal(model.Config, again.Config);
        Equal(model, again);
    }

    [Theory]
    [MemberData(nameof(Videos))]
    public void A_video_model_is_written_under_its_familys_names(string original)
    {
        if (original == FixtureFolders.Absent) return;
        using var model = VideoModel.Load(original, Placement.Cpu);
        Checkpoint.SaveFolder(model, folder, original, shardBytes: 50_000);
        using var again = VideoModel.Load(folder, Placement.Cpu);
        Equal(model, again);
        using var theirs = Weights.Open(original);
        using var ours = Weights.Open(folder);
        Assert.Equal(theirs.Entries.Select(e => $"{e}").Order(), ours.Entries.Select(e => $"{e}").Order());
    }

    [Theory]
    [InlineData(ScalarType.BFloat16, TensorType.BF16)]
    [InlineData(ScalarType.Float16, TensorType.F16)]
    [InlineData(ScalarType.Float32, TensorType.F32)]
    public void Weights_are_converted_on_the_way(ScalarType type, TensorType stored)
    {
        using var model = Given.Model();
        Checkpoint.SaveFolder(model, folder, type: type);
        using var weights = Weights.Open(folder);
        Assert.All(weights.Entries, e => Assert.Equal(stored, e.Type));
        using var again = Given.Model(2);
        Checkpoint.Load(again, folder);
        foreach (var ((name, own), (_, other)) in model.named_parameters().Zip(again.named_parameters()))
            Assert.True(own.to(type).to(ScalarType.Float32).equal(other).all().item<bool>(), name);
    }

    [Fact]
    public void A_second_save_replaces_the_first_whatever_its_shards()
    {
        using var first = Given.Model(1);
        using var second = Given.Model(2);
        foreach (var (model, bytes) in new[] { (first, 1000L), (second, long.MaxValue), (first, 5000L), (second, 1000L) })
        {
            Checkpoint.SaveFolder(model, folder, shardBytes: bytes);
            using var again = Given.Model(3);
            Checkpoint.Load(again, folder);
            Equal(model, again);
        }
    }

    private static void Equal(nn.Module expected, nn.Module got) =>
        Assert.All(expected.state_dict(), w => Assert.True(w.Value.equal(got.state_dict()[w.Key]).all().item<bool>(), w.Key));
}
