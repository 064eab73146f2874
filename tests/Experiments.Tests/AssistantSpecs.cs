using Kit.Data.Tokens;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Models.Generation;
using Kit.Models.Peft;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Video;
using static TorchSharp.torch;

namespace Experiments.Tests;

/// <summary>A checkpoint's folder as an assistant, on a real clip.</summary>
public sealed class AssistantSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-assistant-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("llava-onevision-video")]
    [InlineData("llava-next-video")]
    [InlineData("qwen2-vl-video")]
    public void Questions_that_share_a_clip_are_answered_as_each_alone(string family)
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;    // the fixtures' weights and clips are not ours to ship
        var assistant = Assistant.Load(TinyCheckpoint.Write(family, Path.Combine(folder, family)), Placement.Cpu) with
        {
            Frames = new FramePlan.Uniform(4), Decoding = Decoding.Greedy.WithLimit(5),
        };
        var video = VideoFile.Open(Path.Combine(fixtures, "videos", "mllm-1.mp4"));
        string[] questions = ["What happens here?", "What is she doing?", "Who?", "What happens here?"];
        var together = assistant.Ask(video, questions).Ids;
        Assert.Equal(questions.Select(question => assistant.Ask(video, [question]).Ids[0]), together);
        Assert.Equal(together, assistant.Ask(video.Read(assistant.Frames), questions).Ids);
        Assert.Empty(assistant.Ask(video, []).Ids);
        Assert.Contains(together, ids => !ids.Equals(together[1]));
    }

    [Theory]
    [InlineData("llava-next-video")]
    [InlineData("qwen2-vl-video")]
    public void Words_alone_are_answered_together_as_each_alone_and_the_past_counts(string family)
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var assistant = Assistant.Load(TinyCheckpoint.Write(family, Path.Combine(folder, family)), Placement.Cpu) with
        {
            Decoding = Decoding.Greedy.WithLimit(5),
        };
        Turn[] past = [new("Who?", "A woman")];
        var together = assistant.Say(past, ["Where is she?", "Why?"]).Ids;
        Assert.Equal([assistant.Say(past, ["Where is she?"]).Ids[0], assistant.Say(past, ["Why?"]).Ids[0]], together);
        Assert.NotEqual(together, assistant.Say([], ["Where is she?", "Why?"]).Ids);
    }

    [Fact]
    public void Frames_tell_the_rate_of_their_plan_spoilt_or_not()
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;
        var (video, plan) = (VideoFile.Open(Path.Combine(fixtures, "videos", "mllm-1.mp4")), new FramePlan.Uniform(4));
        var frames = video.Read(plan);
        Assert.Equal(video.Sample(plan).Rate, frames.Rate);
        var spoilt = Perturbation.Rrpo.Plan(Kit.Pcg.From(1), frames.Count, frames.Height, frames.Width).Apply(frames);
        Assert.Equal(frames.Rate, spoilt.Rate);
    }

    [Fact]
    public void An_adapter_saved_beside_one_model_speaks_through_another()
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;
        var path = TinyCheckpoint.Write("llava-onevision-video", Path.Combine(folder, "tiny"));
        var video = VideoFile.Open(Path.Combine(fixtures, "videos", "mllm-1.mp4"));
        var taught = Set(Assistant.Load(path, Placement.Cpu));
        var before = taught.Ask(video, ["What?"]).Ids;
        using (var peft = PeftAdapter.Attach(new Lora(4, 8, Targets.Names("q_proj", "v_proj")), taught.Model, seed: 1))
        {
            using (no_grad())
                foreach (var (_, weight) in peft.Adapters.Named) weight.normal_(0, 1);
            peft.Save(Path.Combine(folder, "adapter"));
            Assert.NotEqual(before, taught.Ask(video, ["What?"]).Ids);
            Assert.Equal(
                taught.Ask(video, ["What?"]).Ids,
                Set(Assistant.Load(path, Path.Combine(folder, "adapter"), Placement.Cpu)).Ask(video, ["What?"]).Ids);
        }

        static Assistant Set(Assistant assistant) => assistant with
        {
            Frames = new FramePlan.Uniform(4), Decoding = Decoding.Greedy.WithLimit(8),
        };
    }

    [Theory]
    [InlineData("{}", "expected an object with a model_type")]
    [InlineData("[", "expected an object with a model_type")]
    [InlineData("""{"model_type": "gpt2"}""", "got \"gpt2\"")]
    public void A_configuration_of_no_known_family_is_refused(string config, string fault)
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), config);
        Assert.Contains(fault, Assert.Throws<InvalidDataException>(() => Assistant.Load(folder, Placement.Cpu)).Message,
            StringComparison.Ordinal);
    }
}
