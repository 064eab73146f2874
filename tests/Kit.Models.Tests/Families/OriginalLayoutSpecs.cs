using System.Text.Json.Nodes;
using Kit.Data.Storage;
using Kit.Models.Families;
using Kit.Models.Towers;
using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Families;

/// <summary>Folders in the original LLaVA layout: the names of its code, a tower inside or beside the checkpoint.</summary>
public sealed class OriginalLayoutSpecs : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("kit-original-");

    private string Tower => Path.Combine(root.FullName, "tower");

    private string Folder => Path.Combine(root.FullName, "model");

    public void Dispose() => root.Delete(recursive: true);

    [Theory]
    [InlineData("grid", "bilinear", "LineBreaksCase { }", 2 * 2 * 3)]
    [InlineData("frame", "average", "FrameBreaksCase { }", 2 * 2)]
    [InlineData("one_token", "max", "ClipBreakCase { }", 2 + 1)]
    [InlineData("no_token", "bilinear", "PlainCase { }", 2 * 4)]
    public void A_tower_beside_the_checkpoint_and_a_layout_by_name(string position, string mode, string layout, int tokens)
    {
        using var scope = NewDisposeScope();
        using var made = Write(c => (c["mm_newline_position"], c["mm_spatial_pool_mode"]) = (position, mode));
        using var model = (LlavaVideoLm)VideoModel.Load(Folder, Tower, Placement.Cpu);
        Assert.Equal(layout, model.Config.Layout.ToString());
        var clip = new ClipPixels.Frames(randn([2, 3, 12, 12]));
        Assert.Equal(tokens, model.Count(clip));
        Assert.Equal(tokens, model.Features(clip).shape[0]);
        foreach (var (name, weight) in model.state_dict())
            Assert.True(weight.equal(made[model.NameInFile(name)]).all().item<bool>(), name);
    }

    [Fact]
    public void Slow_and_fast_frames()
    {
        using var scope = NewDisposeScope();
        using var made = Write(c => (c["add_faster_video"], c["faster_token_stride"], c["mm_newline_position"]) = (true, 2, "grid"));
        using var model = (LlavaVideoLm)VideoModel.Load(Folder, Tower, Placement.Cpu);
        var clip = new ClipPixels.Frames(randn([3, 3, 12, 12]));
        Assert.Equal(2 * (2 * 3 + 1) + 1 * (1 * 2 + 1), model.Count(clip));
        var features = model.Features(clip);
        Assert.Equal(model.Count(clip), features.shape[0]);
        Assert.All([6, 9, 16], end => Assert.True(features[end].allclose(made["model.faster_token"])));
    }

    [Fact]
    public void A_layout_that_the_file_does_not_name_is_asked_for()
    {
        using var scope = NewDisposeScope();
        using var made = Write(c => c.Remove("mm_patch_merge_type"));
        using var model = LlavaVideoLm.Load(Folder, FrameLayout.TemporalSpatial, Tower, Placement.Cpu);
        Assert.Equal(2 + 9, model.Features(new ClipPixels.Frames(randn([2, 3, 12, 12]))).shape[0]);
    }

    [Fact]
    public void A_tower_that_is_nowhere_is_missing()
    {
        using var made = Write(_ => { });
        Directory.Move(Tower, Tower + "2");
        File.WriteAllText(Path.Combine(root.FullName, "t.json"), "{}");
        Assert.Throws<FileNotFoundException>(() => VideoModel.Load(Folder, Tower, Placement.Cpu));
        var error = Assert.Throws<InvalidDataException>(() => VideoModel.Load(Folder, Placement.Cpu));
        Assert.Contains("mm_vision_tower should be a tower such as siglip-so400m-patch14-384", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A SigLIP of three layers with its head, and a model whose names are the original code's.</summary>
    private Made Write(Action<JsonObject> change)
    {
        Directory.CreateDirectory(Tower);
        Directory.CreateDirectory(Folder);
        manual_seed(1);
        var draw = new Initial.Normal(0.3);
        var config = new PatchTowerConfig(PatchTowerKind.Siglip, 8, 12, 3, 2, 12, 4, 1e-6, Activation.GeluTanh);
        using var tower = new PatchTower(config, draw, Placement.Cpu);
        Checkpoint.Save(tower, Path.Combine(Tower, "model.safetensors"));
        File.WriteAllText(Path.Combine(Tower, "config.json"), """
            {"model_type": "siglip_vision_model", "hidden_size": 8, "intermediate_size": 12, "num_hidden_layers": 3,
             "num_attention_heads": 2, "image_size": 12, "patch_size": 4}
            """);
        var json = JsonNode.Parse("""
            {"architectures": ["LlavaQwenForCausalLM"], "model_type": "llava", "vocab_size": 31, "hidden_size": 16,
             "intermediate_size": 24, "num_hidden_layers": 1, "num_attention_heads": 4, "num_key_value_heads": 2,
             "mm_vision_tower": "ours", "mm_projector_type": "mlp2x_gelu", "mm_patch_merge_type": "spatial_unpad",
             "mm_spatial_pool_mode": "bilinear", "mm_spatial_pool_stride": 2}
            """)!.AsObject();
        change(json);
        File.WriteAllText(Path.Combine(Folder, "config.json"), json.ToJsonString());
        return Made.From(tower, draw, json, Path.Combine(Folder, "model.safetensors"));
    }

    /// <summary>Everything that was written, by its name in the files.</summary>
    private sealed class Made(Dictionary<string, Tensor> weights) : IDisposable
    {
        public Tensor this[string name] => weights[name];

        public static Made From(PatchTower tower, Initial draw, JsonObject json, string path)
        {
            using var language = new CausalLm(
                new DecoderConfig(31, HiddenSize: 16, Layers: 1, Heads: 4, KeyValueHeads: 2, IntermediateSize: 24), draw,
                Placement.Cpu);
            var own = language.state_dict().ToDictionary(w => w.Key, w => w.Value.clone());
            void Add(string name, params long[] shape) => own[name] = randn(shape);
            Add("model.mm_projector.0.weight", 16, 8);
            Add("model.mm_projector.0.bias", 16);
            Add("model.mm_projector.2.weight", 16, 16);
            Add("model.mm_projector.2.bias", 16);
            if (json.ContainsKey("mm_patch_merge_type")) Add("model.image_newline", 16);
            if (json.ContainsKey("add_faster_video")) Add("model.faster_token", 16);
            Safetensors.Write(path, own.Select(w => TensorSource.From(
                w.Key, TensorType.F32, [.. w.Value.shape], w.Value.contiguous().bytes.ToArray())));
            foreach (var (name, weight) in tower.state_dict())
                own[$"model.vision_tower.vision_tower.{name}"] = weight.clone();
            return new Made(own);
        }

        public void Dispose()
        {
            foreach (var weight in weights.Values) weight.Dispose();
        }
    }
}
