using System.Text.Json.Nodes;
using Kit.Data.Storage;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Checkpoints;

/// <summary>Checkpoint folders as they are published: one file or shards, any floating type, older habits.</summary>
public sealed class LoadingSpecs
{
    [Fact]
    public void Shards_and_one_file_give_the_same_model()
    {
        using var scope = NewDisposeScope();
        using var folder = new Spoilt();
        using var original = CausalLm.Load(folder.Folder, Placement.Cpu);
        folder.Shard(name => name.Contains("mlp") ? "model-00002-of-00002.safetensors" : "model-00001-of-00002.safetensors");
        using var model = CausalLm.Load(folder.Folder, Placement.Cpu);
        Same(original, model, exact: true);
    }

    [Fact]
    public void Weights_are_converted_to_the_type_of_the_place()
    {
        using var scope = NewDisposeScope();
        using var folder = new Spoilt();
        using var original = CausalLm.Load(folder.Folder, Placement.Cpu);
        using var half = CausalLm.Load(folder.Folder, new Placement(CPU, ScalarType.BFloat16));
        Assert.All(half.parameters(), p => Assert.Equal(ScalarType.BFloat16, p.dtype));
        Checkpoint.Save(half, folder["model.safetensors"]);
        using var whole = CausalLm.Load(folder.Folder, Placement.Cpu);
        Same(original, whole, exact: false);
    }

    [Fact]
    public void Constants_that_older_files_store_are_not_weights()
    {
        using var folder = new Spoilt();
        Safetensors.Write(folder["model.safetensors"], [.. folder.Tensors(), TensorSource.From(
            "model.layers.0.self_attn.rotary_emb.inv_freq", TensorType.F32, [2], new byte[8])]);
        CausalLm.Load(folder.Folder, Placement.Cpu).Dispose();
    }

    [Fact]
    public void A_tied_head_trains_the_embedding_and_its_stored_copy_must_be_equal()
    {
        using var scope = NewDisposeScope();
        using var folder = new Spoilt();
        folder.Configure(c => c["tie_word_embeddings"] = true);
        var error = Assert.Throws<InvalidDataException>(() => CausalLm.Load(folder.Folder, Placement.Cpu));
        Assert.Contains("lm_head.weight F32 [11, 8] is unknown", error.Message, StringComparison.Ordinal);
        var rest = folder.Tensors().Where(t => t.Name != "lm_head.weight").ToArray();
        var embedding = rest.Single(t => t.Name == "model.embed_tokens.weight");
        Safetensors.Write(folder["model.safetensors"], [.. rest, embedding with { Name = "lm_head.weight" }]);
        using var model = CausalLm.Load(folder.Folder, Placement.Cpu);
        Assert.DoesNotContain("lm_head.weight", model.state_dict().Keys);
        model.Logits(tensor(new long[] { 1, 2 }, [1, 2]), ones([1, 2], dtype: ScalarType.Int64)).sum().backward();
        var unseen = model.get_parameter("model.embed_tokens.weight")!.grad![7];
        Assert.NotEqual(0, unseen.abs().sum().item<float>());    // token 7 is only an output
    }

    [Fact]
    public void Missing_unknown_and_misshapen_weights_are_listed_at_once()
    {
        using var folder = new Spoilt();
        var tensors = folder.Tensors().Where(t => t.Name != "model.norm.weight").Select(t => t.Name switch
        {
            "lm_head.weight" => TensorSource.From(t.Name, TensorType.F32, [8, 11], new byte[352]),
            "model.layers.0.self_attn.q_proj.bias" => TensorSource.From(t.Name, TensorType.I64, [8], new byte[64]),
            _ => t,
        });
        Safetensors.Write(
            folder["model.safetensors"], [.. tensors, TensorSource.From("model.extra", TensorType.F32, [1], new byte[4])]);
        var error = Assert.Throws<InvalidDataException>(() => CausalLm.Load(folder.Folder, Placement.Cpu));
        Assert.Equal(
            $"{folder.Folder}: expected the weights of CausalLm, got 4 differences: model.norm.weight is missing; "
            + "model.extra F32 [1] is unknown; model.layers.0.self_attn.q_proj.bias I64 [8] should be F32 [8]; "
            + "lm_head.weight F32 [8, 11] should be F32 [11, 8]. Load the checkpoint into the model that "
            + "it was saved from.",
            error.Message);
    }

    [Fact]
    public void All_faults_of_a_configuration_are_listed_at_once()
    {
        using var folder = new Spoilt();
        folder.Configure(c =>
        {
            c["hidden_size"] = "8";
            c["num_hidden_layers"] = 0;
            c["hidden_act"] = "relu";
            c["rope_scaling"] = new JsonObject { ["rope_type"] = "longrope", ["short_factor"] = 1 };
        });
        var error = Assert.Throws<InvalidDataException>(() => CausalLm.Load(folder.Folder, Placement.Cpu));
        Assert.Contains("got 5 faults", error.Message, StringComparison.Ordinal);
        string[] named =
        [
            "hidden_act should be one of silu, and is \"relu\"", "hidden_size should be a whole number",
            "num_hidden_layers should be a whole number from 1 to 16777216, and is 0",
            "rope_scaling.short_factor should be absent", "rope_scaling.rope_type should be one of default, mrope, linear",
        ];
        Assert.All(named, n => Assert.Contains(n, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type": "linear", "factor": 0.5}""", "rope_scaling.factor should be a number from 1 on, and is 0.5")]
    [InlineData("""{"type": "yarn"}""", "rope_scaling.factor should be a number from 1 on, and is nothing")]
    public void A_rope_that_shrinks_or_says_too_little_is_refused(string rope, string fault)
    {
        using var folder = new Spoilt();
        folder.Configure(c => c["rope_scaling"] = JsonNode.Parse(rope));
        var error = Assert.Throws<InvalidDataException>(() => CausalLm.Load(folder.Folder, Placement.Cpu));
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_family_is_named()
    {
        using var folder = new Spoilt();
        folder.Configure(c => c["model_type"] = "gpt2");
        Assert.Contains("model_type should be one of llama, mistral, qwen2, and is \"gpt2\"",
            Assert.Throws<InvalidDataException>(() => CausalLm.Load(folder.Folder, Placement.Cpu)).Message,
            StringComparison.Ordinal);
        folder.Configure(c => (c["model_type"], c["architectures"]) = ("cambrian_qwen", new JsonArray("CambrianQwenForCausalLM")));
        var error = Assert.Throws<InvalidDataException>(
            () => Kit.Models.Families.VideoModel.Load(folder.Folder, Placement.Cpu));
        Assert.Contains("got CambrianQwenForCausalLM", error.Message, StringComparison.Ordinal);
        Assert.Contains("LongVU needs its two towers", error.Message, StringComparison.Ordinal);
    }

    private static void Same(CausalLm expected, CausalLm got, bool exact) =>
        Assert.All(expected.named_parameters().Zip(got.named_parameters()), p =>
        {
            Assert.Equal(p.First.name, p.Second.name);
            var rounded = exact ? p.First.parameter : p.First.parameter.to(ScalarType.BFloat16).to(ScalarType.Float32);
            Assert.True(rounded.equal(p.Second.parameter).all().item<bool>());
        });
}
