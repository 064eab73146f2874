using Kit.Models.Families;
using Kit.Models.Towers;
using Kit.Torch;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Fixtures;

/// <summary>LLaVA-OneVision, LLaVA-NeXT-Video and Qwen2-VL against Hugging Face's numbers.</summary>
public sealed class VideoFixtures
{
    private const string Qwen2 = "Qwen2VLForConditionalGeneration", Qwen25 = "Qwen2_5_VLForConditionalGeneration";

    private static readonly string[] Llava =
        ["LlavaOnevisionForConditionalGeneration", "LlavaNextVideoForConditionalGeneration"];

    public static TheoryData<string> Folders => FixtureFolders.Of([.. Llava, Qwen2, Qwen25]);

    public static TheoryData<string> Multimodal => FixtureFolders.Of(Qwen2, Qwen25);

    [Theory]
    [MemberData(nameof(Folders))]
    public void Logits_log_probabilities_loss_and_gradients(string folder)
    {
        if (folder == FixtureFolders.Absent) return;
        using var scope = NewDisposeScope();
        using var expected = Expected.In(folder);
        using var model = VideoModel.Load(folder, Placement.Cpu);
        var input = Input(expected);
        using (no_grad())
        {
            var whole = Layout.From([new Row(model.Expand(input), [])], CPU);
            expected.Near("expected.logits", model.Language.Logits(model.Features([input]), whole), 2e-4);
        }

        var response = (int)expected["expected.response_logps"].shape[1];
        var (prompt, answer) = (input.Ids.Count - response, input.Ids.Skip(input.Ids.Count - response).ToArray());
        var asked = input with { Ids = Sequence.From(input.Ids.Take(prompt)) };
        var layout = Layout.From([new Row(model.Expand(asked), [new Branch(answer)])], CPU);
        var states = model.call(model.Features([asked]), layout);
        var logp = model.Language.Head.Apply(states, layout.Targets).LogProbability;
        expected.Near("expected.response_logps", logp.unsqueeze(0), 2e-4);
        var loss = -logp.mean();
        expected.Near("expected.loss", loss.view(1), 2e-4);
        loss.backward();
        expected.NearGradients(model);
    }

    [Theory]
    [MemberData(nameof(Multimodal))]
    public void Multimodal_positions(string folder)
    {
        if (folder == FixtureFolders.Absent) return;
        using var scope = NewDisposeScope();
        using var expected = Expected.In(folder);
        using var model = VideoModel.Load(folder, Placement.Cpu);
        var positions = model.Expand(Input(expected)).Positions;
        Assert.Equal(
            expected["expected.position_ids"].data<long>().ToArray(), positions.SelectMany(p => p).Select(p => (long)p));
    }

    /// <summary>No folder is passed over: what no theory above reads is named.</summary>
    [Fact]
    public void Every_folder_is_of_an_architecture_that_is_tested()
    {
        string[] tested =
        [
            .. Llava, Qwen2, Qwen25, "CLIPVisionModel", "SiglipVisionModel", "Qwen2ForCausalLM", "LlamaForCausalLM",
            "MistralForCausalLM",
        ];
        Assert.DoesNotContain(FixtureFolders.Models, m => !tested.Contains(m.Architecture));
    }

    private static VideoInput Input(Expected expected)
    {
        var ids = Sequence.From(expected["input.input_ids"][0].data<long>().Select(i => (int)i));
        var pixels = expected["input.pixel_values_videos"];
        if (!expected.Has("input.video_grid_thw")) return new VideoInput(ids, [.. Each(pixels)]);
        var grid = expected["input.video_grid_thw"].data<long>().Select(i => (int)i).ToArray();
        var grids = grid.Chunk(3).Select(g => new PatchGrid(g[0], g[1], g[2])).ToArray();
        var seconds = expected.Has("input.second_per_grid_ts") ? expected["input.second_per_grid_ts"] : ones([grids.Length]);
        var starts = grids.Aggregate(new List<long> { 0 }, (all, g) => [.. all, all[^1] + g.Patches]);
        return new VideoInput(ids, [.. grids.Select((g, i) => (ClipPixels)new ClipPixels.Patches(
            pixels.narrow(0, starts[i], g.Patches), g, seconds[i].item<float>()))]);
    }

    private static IEnumerable<ClipPixels> Each(Tensor pixels) =>
        Enumerable.Range(0, (int)pixels.shape[0]).Select(i => new ClipPixels.Frames(pixels[i]));
}
