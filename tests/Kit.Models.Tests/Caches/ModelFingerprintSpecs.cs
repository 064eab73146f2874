using Kit.Data.Storage;
using Kit.Models.Caches;
using Kit.Models.Tests.Families;
using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Caches;

public sealed class ModelFingerprintSpecs : IDisposable
{
    private static readonly Lora Lora = Lora.Decoder with { Rank = 2, Alpha = 4 };

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Equal_models_are_equal_and_one_changed_number_is_noticed()
    {
        var (model, other) = (Given.Model(1), Given.Model(1));
        var print = ModelFingerprint.From(model);
        Assert.Equal(print, ModelFingerprint.From(other));
        using (no_grad()) other.parameters().Last()[0].add_(1e-6);
        Assert.Equal(["weights"], Changed(print, ModelFingerprint.From(other)));
    }

    [Fact]
    public void Adapters_count_while_they_are_in_place()
    {
        var model = Given.Model();
        var bare = ModelFingerprint.From(model);
        using var adapters = Lora.WithSaved("lm_head").Attach(model.Language, 1);
        var placed = ModelFingerprint.From(model);
        Assert.Equal(["adapters"], Changed(bare, placed));
        foreach (var (name, parameter) in adapters.Named)
        {
            using (no_grad()) parameter.add_(1);
            Assert.Equal(["adapters"], Changed(placed, ModelFingerprint.From(model)));
            using (no_grad()) parameter.sub_(1);
            Assert.False(Changed(placed, ModelFingerprint.From(model)).Length > 1, name);
        }

        using (adapters.Off()) Assert.Equal(bare, ModelFingerprint.From(model));
    }

    [Fact]
    public void The_scale_of_adapters_counts()
    {
        var model = Given.Model();
        Fingerprint Of(Lora lora)
        {
            using var adapters = lora.Attach(model.Language, 1);
            return ModelFingerprint.From(model);
        }

        Assert.Equal(["adapters"], Changed(Of(Lora), Of(Lora with { Alpha = 5 })));
    }

    [Fact]
    public void The_type_is_named()
    {
        var config = Given.Config.Decoder;
        CausalLm Of(ScalarType type) => new(config, new Initial.Normal(0.3), Placement.Cpu.With(type));
        Assert.Equal(["dtype", "weights"],
            Changed(ModelFingerprint.From(Of(ScalarType.Float32)), ModelFingerprint.From(Of(ScalarType.BFloat16))));
    }

    [Fact]
    public void Weights_are_named_as_the_file_that_they_are_saved_to()
    {
        var folder = Directory.CreateTempSubdirectory("kit-print-").FullName;
        var model = Given.Model().Language;
        Checkpoint.SaveFolder(model, folder, shardBytes: 1000);
        Assert.Equal(TensorDigest.FromFile(folder),
            ModelFingerprint.From(model).Components.Single(c => c.Name == "weights").Value);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("onevision")]
    [InlineData("qwen2.5-vl")]
    public void Visual_tokens_do_not_depend_on_the_language_model(string family)
    {
        var model = Small.Model(family);
        var (all, vision) = (ModelFingerprint.From(model), ModelFingerprint.FromVision(model));
        using var adapters = Lora.Attach(model.Language, 1);
        using (no_grad()) foreach (var p in model.Language.parameters()) p.add_(1);
        Assert.Equal(vision, ModelFingerprint.FromVision(model));
        Assert.Equal(["adapters", "weights"], Changed(all, ModelFingerprint.From(model)));
        using (no_grad()) foreach (var p in model.parameters()) p.add_(1);
        Assert.Equal(["weights"], Changed(vision, ModelFingerprint.FromVision(model)));
    }

    [Fact]
    public void Nor_in_the_kits_own_video_model()
    {
        var model = Given.Model();
        var vision = ModelFingerprint.FromVision(model);
        using (no_grad()) foreach (var p in model.Language.parameters()) p.add_(1);
        Assert.Equal(vision, ModelFingerprint.FromVision(model));
        using (no_grad()) foreach (var p in model.Vision.parameters()) p.add_(1);
        Assert.NotEqual(vision, ModelFingerprint.FromVision(model));
    }

    private static string[] Changed(Fingerprint before, Fingerprint after) => [.. after.Since(before).Select(c => c.Name)];
}
