using Kit.Data.Storage;
using Kit.Models.Families;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Fixtures;

/// <summary>Since transformers 4.52 the same models nest their names below <c>model.</c>; either is read.</summary>
public sealed class NewerNames
{
    public static TheoryData<string> Folders => FixtureFolders.Of(
        "LlavaOnevisionForConditionalGeneration", "LlavaNextVideoForConditionalGeneration", "Qwen2VLForConditionalGeneration");

    [Theory]
    [MemberData(nameof(Folders))]
    public void Mean_the_same_weights(string folder)
    {
        if (folder == FixtureFolders.Absent) return;
        using var scope = NewDisposeScope();
        var copy = Directory.CreateTempSubdirectory("kit-newer-").FullName;
        File.Copy(Path.Combine(folder, "config.json"), Path.Combine(copy, "config.json"));
        using (var file = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors")))
            Safetensors.Write(Path.Combine(copy, "model.safetensors"), file.Entries.Select(e =>
                TensorSource.From(Newer(e.Name), e.Type, e.Shape, file.Read(e.Name))));
        using var before = VideoModel.Load(folder, Placement.Cpu);
        using var after = VideoModel.Load(copy, Placement.Cpu);
        var weights = after.state_dict();
        Assert.All(before.state_dict(), w => Assert.True(w.Value.equal(weights[w.Key]).all().item<bool>(), w.Key));
        Directory.Delete(copy, recursive: true);
    }

    private static string Newer(string name) => name.Split('.')[0] switch
    {
        "language_model" when name.StartsWith("language_model.model.", StringComparison.Ordinal) =>
            $"model.language_model.{name["language_model.model.".Length..]}",
        "language_model" => name["language_model.".Length..],
        "lm_head" => name,
        "model" => $"model.language_model.{name["model.".Length..]}",
        _ => $"model.{name}",
    };
}
