using System.Text.Json;
using System.Text.Json.Nodes;
using Kit.Data.Storage;
using Kit.Models.Peft;
using Kit.Models.Tests.Fixtures;
using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Peft;

/// <summary>Adapter folders as PEFT writes them, in and out.</summary>
public sealed class PeftSpecs : IDisposable
{
    private const string Config = "adapter_config.json", File = "adapter_model.safetensors";

    private static readonly Lora Rich = new Lora(2, 6.5, new Targets.Matching(@"model\.layers\..*\.(q_proj|up_proj)"), 0.25, Scaling.ByRootOfRank)
        .WithRankAt("up_proj", 3).WithAlphaAt(@"layers\.1\..*", 4).WithSaved("lm_head");

    private readonly string folder = Directory.CreateTempSubdirectory("kit-peft-").FullName;
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly CausalLm model;

    public PeftSpecs()
    {
        manual_seed(3);
        model = new CausalLm(Given.Config.Decoder, new Initial.Normal(0.3), Placement.Cpu);
    }

    public static TheoryData<string> Folders => FixtureFolders.Adapters;

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folders_of_peft_load_and_are_written_back_equal(string theirs)
    {
        if (theirs == FixtureFolders.Absent) return;
        using var owner = CausalLm.Load(theirs, Placement.Cpu);
        using var peft = PeftAdapter.Load(theirs, owner);
        peft.Save(folder);
        Assert.True(JsonNode.DeepEquals(Json(theirs), Json(folder)));
        using var expected = SafetensorsFile.Open(Path.Combine(theirs, File));
        using var got = SafetensorsFile.Open(Path.Combine(folder, File));
        Assert.Equal(expected.Entries.Select(e => e.ToString()).Order(), got.Entries.Select(e => e.ToString()).Order());
        Assert.All(expected.Entries, e => Assert.Equal(expected.Read(e.Name), got.Read(e.Name)));
        Assert.Contains(new("format", "pt"), got.Metadata);
    }

    [Fact]
    public void Everything_that_a_configuration_says_comes_back()
    {
        using var made = Learned(Rich);
        var adapted = Score();
        PeftAdapter.From(made).Save(folder);
        made.Dispose();
        using var read = PeftAdapter.Load(folder, model, "second");
        Assert.Equal(Rich, read.Adapters.Lora);
        Assert.Equal("second", read.Adapters.Name);
        Assert.False(read.Adapters.InPlace);
        read.Adapters.Place();
        Assert.True(adapted.equal(Score()).all().item<bool>());
        var json = Json(folder);
        Assert.Equal("""{"up_proj":3}""", json["rank_pattern"]!.ToJsonString());
        Assert.Equal("""["lm_head"]""", json["modules_to_save"]!.ToJsonString());
        Assert.True(json["use_rslora"]!.GetValue<bool>());
        using var file = SafetensorsFile.Open(Path.Combine(folder, File));
        Assert.True(file.Contains("base_model.model.lm_head.weight"));
        Assert.Equal(9, file.Entries.Count);
    }

    [Fact]
    public void Unknown_fields_are_kept_as_they_were()
    {
        Write("""{"peft_type": "LORA", "r": 2, "lora_alpha": 4.0, "target_modules": ["q_proj"], "future": {"x": [1.50, null]}, "revision": null}""");
        using var peft = PeftAdapter.Load(folder, model);
        (peft with { Config = peft.Config with { Lora = peft.Adapters.Lora.WithDropout(0.1) } }).Save(folder);
        var text = System.IO.File.ReadAllText(Path.Combine(folder, Config));
        Assert.Contains("{\"x\": [1.50, null]}", text, StringComparison.Ordinal);
        Assert.Contains("4.0", text, StringComparison.Ordinal);
        Assert.Equal(0.1, Json(folder)["lora_dropout"]!.GetValue<double>());
        Assert.Equal(["peft_type", "r", "lora_alpha", "target_modules", "future", "revision", "lora_dropout"], Json(folder).Select(f => f.Key));
    }

    [Theory]
    [InlineData("\"use_dora\": true", "use_dora true")]
    [InlineData("\"bias\": \"all\"", "bias \"all\"")]
    [InlineData("\"fan_in_fan_out\": true", "fan_in_fan_out true")]
    [InlineData("\"layers_to_transform\": [0]", "layers_to_transform [0]")]
    [InlineData("\"init_lora_weights\": \"pissa\"", "init_lora_weights \"pissa\"")]
    [InlineData("\"r\": 0", "r 0 where a whole number from 1")]
    [InlineData("\"r\": 1e9", "r 1e9")]
    [InlineData("\"lora_alpha\": \"8\"", "lora_alpha \"8\"")]
    [InlineData("\"lora_dropout\": 1", "lora_dropout 1")]
    [InlineData("\"modules_to_save\": \"lm_head\"", "modules_to_save \"lm_head\"")]
    [InlineData("\"rank_pattern\": {\"a\": 1.5}", "rank_pattern {\"a\": 1.5}")]
    [InlineData("\"target_modules\": null", "target_modules null")]
    [InlineData("\"use_rslora\": 1", "use_rslora 1")]
    public void What_is_not_done_here_is_refused_by_name(string field, string named)
    {
        var fields = new[] { "\"peft_type\": \"LORA\"", "\"target_modules\": [\"q_proj\"]" }.Where(f => f.Split(':')[0] != field.Split(':')[0]);
        System.IO.File.WriteAllText(Path.Combine(folder, Config), $"{{{string.Join(", ", fields.Append(field))}}}");
        var error = Assert.Throws<InvalidDataException>(() => PeftConfig.Read(Path.Combine(folder, Config)));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_listed_at_once()
    {
        System.IO.File.WriteAllText(Path.Combine(folder, Config), """{"peft_type": "IA3", "use_dora": true, "bias": "all", "target_modules": 7}""");
        var error = Assert.Throws<InvalidDataException>(() => PeftConfig.Read(Path.Combine(folder, Config)));
        Assert.All(["peft_type \"IA3\"", "use_dora true", "bias \"all\"", "target_modules 7"], f => Assert.Contains(f, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"r\": 1, \"r\": 2}")]
    [InlineData("{\"peft_type\": \"LORA\", \"target_modules\": [\"q_proj\"")]
    public void What_is_no_configuration_is_refused(string text)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, Config), text);
        Assert.Throws<InvalidDataException>(() => PeftConfig.Read(Path.Combine(folder, Config)));
    }

    [Fact]
    public void Every_difference_of_the_weights_is_listed_and_nothing_is_attached()
    {
        Write("""{"peft_type": "LORA", "r": 2, "target_modules": ["q_proj"]}""");
        System.IO.File.WriteAllText(Path.Combine(folder, Config), """{"peft_type": "LORA", "r": 3, "target_modules": ["q_proj", "v_proj"]}""");
        var error = Assert.Throws<InvalidDataException>(() => PeftAdapter.Load(folder, model));
        Assert.Contains("8 differences", error.Message, StringComparison.Ordinal);
        Assert.Contains("layers.1.self_attn.v_proj.lora_B.weight is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("layers.0.self_attn.q_proj.lora_A.weight F32 [2, 16] should be F32 [3, 16]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_refused_by_name()
    {
        using var made = Learned(new Lora(2, 4, Targets.Names("q_proj")));
        using (no_grad()) made.Parameters.First()[0, 0] = float.NaN;
        PeftAdapter.From(made).Save(folder);
        made.Dispose();
        Assert.Contains("layers.0.self_attn.q_proj.lora_A.weight", Assert.Throws<InvalidDataException>(() => PeftAdapter.Load(folder, model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_precision_files_are_read()
    {
        Write("""{"peft_type": "LORA", "r": 2, "target_modules": ["q_proj"]}""", ScalarType.BFloat16);
        using var peft = PeftAdapter.Load(folder, model);
        Assert.All(peft.Adapters.Parameters, p => Assert.Equal(ScalarType.Float32, p.dtype));
        Assert.Contains(peft.Adapters.Parameters, p => p.abs().max().item<float>() > 0);
    }

    [Fact]
    public void Merging_an_adapter_on_the_whole_model_is_measured_in_log_probabilities()
    {
        using var made = Learned(Rich);
        using var merged = made.Merge(() => Score().log_softmax(-1));
        Assert.InRange(merged.Difference, 0, 2e-5);
        Assert.True(merged.Effect > 0.05, $"{merged}");
    }

    /// <summary>The head scores with W + s·B A, so an adapter there works and learns without a layer of its own.</summary>
    [Fact]
    public void An_adapted_output_layer_scores_with_its_adapter_and_learns()
    {
        var plain = Score();
        using var adapters = Learned(new Lora(2, 6, Targets.Names("lm_head")));
        var head = adapters.Named.ToDictionary(n => n.Name, n => n.Parameter);
        var update = head["lm_head.lora_B.weight"].matmul(head["lm_head.lora_A.weight"]) * 3;
        var layout = Layout.From([new Row(Prompt.Text([4, 5]), [new Branch([6, 7])])], CPU);
        var states = model.States(layout).detach();
        Assert.True(model.Head.Weight.allclose(update + model.state_dict()["lm_head.weight"], 1e-5, 1e-6));
        Assert.False(plain.allclose(Score()));
        model.Head.Apply(states, layout.Targets).LogProbability.sum().backward();
        Assert.All(adapters.Parameters, p => Assert.True(p.grad!.abs().max().item<float>() > 1e-4));
        using (adapters.Off()) Assert.True(plain.equal(Score()).all().item<bool>());
    }

    /// <summary>A folder with that configuration and weights of r = 2 on q_proj.</summary>
    private void Write(string config, ScalarType type = ScalarType.Float32)
    {
        using var made = Learned(new Lora(2, 4, Targets.Names("q_proj")));
        Safetensors.Write(Path.Combine(folder, File), made.Named.Select(n => Checkpoint.Source($"base_model.model.{n.Name}", n.Parameter, type)));
        System.IO.File.WriteAllText(Path.Combine(folder, Config), config);
    }

    private Adapters Learned(Lora lora)
    {
        var adapters = lora.Attach(model, 1);
        using var still = no_grad();
        foreach (var p in adapters.Parameters) p.add_(randn_like(p) * 0.2);
        return adapters;
    }

    private Tensor Score()
    {
        using var still = no_grad();
        return model.Logits(tensor(new long[] { 4, 5, 6, 7, 8 }, [1, 5]), ones([1, 5], dtype: ScalarType.Int64));
    }

    private static JsonObject Json(string folder) =>
        JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(folder, Config)))!.AsObject();
}
