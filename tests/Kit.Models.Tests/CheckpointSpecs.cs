using static TorchSharp.torch;

namespace Kit.Models.Tests;

public sealed class CheckpointSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-checkpoint-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_loaded_model_is_the_saved_one()
    {
        using var scope = NewDisposeScope();
        using var saved = Given.Model(1);
        using var other = Given.Model(2);
        Checkpoint.Save(saved, Path.Combine(folder, "m.safetensors"));
        Checkpoint.Load(other, Path.Combine(folder, "m.safetensors"));
        Assert.All(saved.named_parameters().Zip(other.named_parameters()), p =>
        {
            Assert.Equal(p.First.name, p.Second.name);
            Assert.True(p.First.parameter.equal(p.Second.parameter).all().item<bool>());
        });
    }

    [Fact]
    public void Every_difference_is_listed_at_once()
    {
        using var small = Given.Model();
        using var large = new VideoLm(
            Given.Config with { Decoder = Given.Config.Decoder with { VocabularySize = 20 } }, Kit.Torch.Placement.Cpu, 1);
        var path = Path.Combine(folder, "m.safetensors");
        Checkpoint.Save(small, path);
        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Load(large, path));
        Assert.Contains("language_model.model.embed_tokens.weight", error.Message, StringComparison.Ordinal);
        Assert.Contains("language_model.lm_head.weight", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 differences", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_those_of_hugging_face()
    {
        using var model = Given.Model();
        var names = model.state_dict().Keys;
        Assert.Contains("language_model.model.layers.1.self_attn.q_proj.weight", names);
        Assert.Contains("language_model.model.layers.0.mlp.gate_proj.weight", names);
        Assert.Contains("language_model.model.layers.0.post_attention_layernorm.weight", names);
        Assert.Contains("language_model.model.norm.weight", names);
    }
}
