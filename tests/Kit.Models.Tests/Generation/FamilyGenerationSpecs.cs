using Kit.Models.Checkpoints;
using Kit.Models.Families;
using Kit.Models.Generation;
using Kit.Models.Peft;
using Kit.Models.Tests.Families;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Generation;

/// <summary>Generation with every family's prompts and positions against whole sequences without a cache.</summary>
public sealed class FamilyGenerationSpecs
{
    private const int Limit = 5;

    public static TheoryData<string> Families => [.. Small.Names];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_batch_of_different_lengths_is_answered_as_without_a_cache(string family)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Small.Model(family);
        VideoInput[] inputs =
        [
            new([5, Small.Video, 6, 7, 8], [Small.Noise(model, 2)]), new([9, 10], []),
            new([11, 12, 13, Small.Video, 14], [Small.Noise(model, 4)]),
        ];
        var answers = TextGenerator.Answer(model, inputs, Decoding.Greedy.WithLimit(Limit)).Ids;
        foreach (var (input, ids) in inputs.Zip(answers)) Assert.Equal(Slowly(model, input), ids);
        var drawn = TextGenerator.Answer(model, inputs, Decoding.Sampled.WithLimit(Limit).WithSamples(2), seed: 3).Answers;
        foreach (var (input, samples) in inputs.Zip(drawn))
            Assert.Equal(samples, TextGenerator.Answer(model, [input], Decoding.Sampled.WithLimit(Limit).WithSamples(2), seed: 3).Answers[0]);
    }

    [Fact]
    public void Adapters_bear_the_names_of_the_checkpoints_own_code()
    {
        using var scope = NewDisposeScope();
        var config = ((LlavaVideoLm)Small.Model("llava-video grid")).Config;
        using var original = new LlavaVideoLm(
            config, WeightNames.OriginalLlava, new Initial.Normal(0.3), Torch.Placement.Cpu);
        var lora = new Lora(2, 4, new Targets.Matching(@"model\.layers\.\d+\.self_attn\.q_proj"));
        using var adapters = PeftAdapter.Attach(lora, original, seed: 1).Adapters;
        Assert.Equal(
            ["model.layers.0.self_attn.q_proj.lora_A.weight", "model.layers.0.self_attn.q_proj.lora_B.weight"],
            adapters.Named.Select(n => n.Name).Take(2));
        Assert.Throws<ArgumentException>(() => lora.Create(original, 1));
    }

    private static List<int> Slowly(VideoModel model, VideoInput input)
    {
        var (prompt, visual, answer) = (model.Expand(input), model.Features([input]), new List<int>());
        while (answer.Count < Limit)
        {
            var layout = Layout.From([new Row(prompt, [new Branch([.. answer, 0])])], CPU);
            var states = model.call(visual, layout);
            answer.Add((int)states[^1].matmul(model.Language.Head.Weight.transpose(0, 1)).argmax().item<long>());
        }

        return answer;
    }
}
