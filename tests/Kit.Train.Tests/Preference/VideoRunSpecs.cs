using Kit.Models;
using Kit.Models.Families;
using Kit.Models.Peft;
using Kit.Models.Tests.Families;
using Kit.Pairs;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

/// <summary>Preference runs on published families: their own prompts, positions and visual tokens, clips of different
/// lengths in one batch.</summary>
public sealed class VideoRunSpecs
{
    [Theory]
    [InlineData("onevision")]
    [InlineData("qwen2.5-vl")]
    public void Adapters_learn_on_a_video_model_and_come_back_from_their_folder(string family)
    {
        using var scope = NewDisposeScope();
        using var model = Small.Model(family);
        var folder = Directory.CreateTempSubdirectory("kit-video-run-").FullName;
        var inputs = Enumerable.Range(0, 4).Select(i => new VideoInput(
            [5, Small.Video, 6 + i], [Small.Noise(model, 2 + 2 * (i % 2))])).ToArray();
        var data = Data(model, inputs);
        var told = new Told<PreferenceStep>();
        using var peft = PeftAdapter.Attach(Given.Lora, model, seed: 1);
        new PreferenceRun(Rrpo, Given.Optimization with { BatchSize = 2, Epochs = 6 }, Seed: 1)
            .Train(model.Language, new Trained.Placed(peft.Adapters), data, told);
        Assert.Equal(Math.Log(2), told.Reports[0].Metrics["loss"], 5);
        Assert.True(told.Reports[^1].Metrics["rewards/margins"] > 0.02, $"{told.Reports[^1].Metrics["rewards/margins"]}");
        peft.Save(folder);
        var trained = PreferenceScores.From(model.Language, data);
        peft.Dispose();
        using var again = PeftAdapter.Load(folder, model);
        again.Adapters.Place();
        Assert.Equal(trained, PreferenceScores.From(model.Language, data));
        Directory.Delete(folder, recursive: true);
    }

    private static PreferenceData Data(VideoModel model, VideoInput[] inputs)
    {
        using var still = no_grad();
        var features = inputs.Select(i => model.Features([i])).ToArray();
        var pairs = inputs.Select((input, i) => new EncodedPair($"{i}", $"{i}", input.Ids, Answer([8, 9 + i, 2]), Answer([8, 20, 21, 2]))).ToArray();
        return PreferenceData.From(model.Language, pairs, new Media.Typed(
            p => model.Expand(inputs[int.Parse(p.Id, System.Globalization.CultureInfo.InvariantCulture)]),
            p => features[int.Parse(p.Id, System.Globalization.CultureInfo.InvariantCulture)]));
    }

    private static EncodedAnswer Answer(int[] ids) => new(
        Sequence.From<int>(ids), [.. ids.Select(_ => 1)], [.. ids.Select((_, t) => t == 1 ? 1 : 0)]);
}
