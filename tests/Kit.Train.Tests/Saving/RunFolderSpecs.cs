using System.Text.Json;
using Kit.Models;
using Kit.Models.Peft;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using Kit.Train.Saving;
using Kit.Train.Tests.Preference;
using static Kit.Papers;

namespace Kit.Train.Tests.Saving;

/// <summary>Runs that are saved, go on, and refuse what is not theirs.</summary>
public sealed class RunFolderSpecs : IDisposable
{
    private static readonly PreferenceRun Plain = new(Dpo, Given.Optimization, Seed: 1);        // 6 steps

    private readonly string root = Directory.CreateTempSubdirectory("kit-run-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    public static TheoryData<string, double?, int?> Runs => new()
    {
        { "dpo", 0.0, null }, { "dpo", 0.4, 3 }, { "alpha-dpo", 0.4, 3 }, { "bco", 0.0, null }, { "rrpo", null, 2 },
    };

    /// <summary>Adapters with and without dropout, all weights (no rank), statistics, pieces.</summary>
    [Theory, MemberData(nameof(Runs))]
    public void Interrupted_is_uninterrupted_bit_for_bit(string loss, double? dropout, int? pairs)
    {
        var lora = dropout is { } share ? Given.Lora.WithDropout(share) : null;
        var run = Plain with { Objective = Named(loss), MicroBatch = pairs };
        using var whole = new TextRun(lora);
        var told = whole.Train(run.With(new Evaluation(whole.HeldOut, Every: 2)));
        var reports = new List<PreferenceStep>();
        for (var life = 0; life < 6; life++)                                                     // one step a life
        {
            using var text = new TextRun(lora);
            using var loop = text.Loop(run.With(new Evaluation(text.HeldOut, Every: 2)).With(new RunFolder(root, Every: 1)));
            Assert.Equal(life, loop.Start.Step);
            var next = loop.Step(loop.Start);
            loop.Save(next.State);
            reports.Add(next.Report);
            if (life == 5) Assert.Equal(whole.Weights(), text.Weights());
        }

        Assert.Equal(told.Select(t => string.Join(' ', t.Metrics)), reports.Select(t => string.Join(' ', t.Metrics)));
    }

    [Fact]
    public void A_run_that_is_over_has_nothing_more_to_do()
    {
        var run = Plain.With(new RunFolder(root, Every: 4));
        Assert.Equal(6, Train(run).Count);
        Assert.Empty(Train(run));
        Assert.Equal(["checkpoint-6", "checkpoint-4"], Checkpoints.In(root).Select(Path.GetFileName));
    }

    [Fact]
    public void An_early_stop_is_remembered()
    {
        using var text = new TextRun(Given.Lora);
        var run = Plain.With(new RunFolder(root, Every: 1))
            .With(new Evaluation(text.Data, Every: 1).With(new EarlyStop("loss", Aim.High, Patience: 2)));
        Assert.Equal(3, text.Train(run).Count);
        using var again = new TextRun(Given.Lora);
        Assert.Empty(again.Train(run));
    }

    [Fact]
    public void The_newest_and_the_best_stay()
    {
        using var text = new TextRun(Given.Lora);
        text.Train((Plain with { Optimization = Given.Optimization with { Epochs = 3 } }).With(new RunFolder(root, Every: 2, Keep: 2))
            .With(new Evaluation(text.Data, Every: 1).With(new EarlyStop("loss", Aim.High, Patience: 99))));
        Assert.Equal(["checkpoint-9", "checkpoint-8", "checkpoint-1"], Checkpoints.In(root).Select(Path.GetFileName));
        Assert.Equal([".lock", "checkpoint-1", "checkpoint-8", "checkpoint-9"],
            Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Adapters_are_a_PEFT_folder()
    {
        using var text = new TextRun(Given.Lora);
        text.Train(Plain.With(new RunFolder(root, Every: 9).WithBase("Qwen/Qwen2-0.5B")));
        var folder = Path.Combine(root, "checkpoint-6");
        using var other = new TextRun(null);
        using var peft = PeftAdapter.Load(folder, other.Model);
        peft.Adapters.Place();
        Assert.Equal(PreferenceScores.From(text.Model, text.Data), PreferenceScores.From(other.Model, text.Data));
        Assert.Contains("\"base_model_name_or_path\": \"Qwen/Qwen2-0.5B\"",
            File.ReadAllText(Path.Combine(folder, "adapter_config.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_a_checkpoint_of_their_own()
    {
        var origin = Directory.CreateDirectory(Path.Combine(root, "origin")).FullName;
        File.WriteAllText(Path.Combine(origin, "config.json"), "{\"model_type\": \"qwen2\"}");
        using var text = new TextRun(null);
        text.Train(Plain.With(new RunFolder(root, Every: 9).WithBase(origin)));
        using var other = new TextRun(null);
        Checkpoint.Load(other.Model, Path.Combine(root, "checkpoint-6"));
        Assert.Equal(text.Weights(), other.Weights());
        Assert.Equal("{\"model_type\": \"qwen2\"}", File.ReadAllText(Path.Combine(root, "checkpoint-6", "config.json")));
    }

    [Fact]
    public void The_log_is_transformers_and_grows_over_interruptions()
    {
        using (var text = new TextRun(Given.Lora))
        using (var loop = text.Loop(Logged(text)))
        {
            var state = loop.Start;
            for (var step = 0; step < 3; step++) loop.Save(state = loop.Step(state).State);
        }

        using var again = new TextRun(Given.Lora);
        var told = again.Train(Logged(again));
        Assert.Equal([2, 3, 4, 5], told.Select(t => t.Step));                                    // the first evaluation is the best
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "checkpoint-6", "trainer_state.json")));
        var state6 = document.RootElement;
        Assert.Equal(6, state6.GetProperty("global_step").GetInt32());
        Assert.Equal(6, state6.GetProperty("max_steps").GetInt32());
        Assert.Equal(2, state6.GetProperty("num_train_epochs").GetInt32());
        Assert.Equal(2.0, state6.GetProperty("epoch").GetDouble());
        var log = state6.GetProperty("log_history").EnumerateArray().ToArray();
        Assert.Equal([1, 2, 2, 3, 4, 4, 5, 6, 6], log.Select(l => l.GetProperty("step").GetInt32()));
        Assert.Equal(told[^1].Metrics["loss"], log[^2].GetProperty("loss").GetDouble());
        Assert.Equal(told[^1].Metrics["eval/loss"], log[^1].GetProperty("eval_loss").GetDouble());
        Assert.Equal(told[^1].Metrics["eval/rewards/margins"], log[^1].GetProperty("eval_rewards/margins").GetDouble());
        Assert.False(log[^1].TryGetProperty("loss", out _));
        var best = log.Where(l => l.TryGetProperty("eval_loss", out _)).MinBy(l => l.GetProperty("eval_loss").GetDouble());
        Assert.Equal(best.GetProperty("eval_loss").GetDouble(), state6.GetProperty("best_metric").GetDouble());
        Assert.Equal(Path.Combine(root, $"checkpoint-{best.GetProperty("step").GetInt32()}"),
            state6.GetProperty("best_model_checkpoint").GetString());
    }

    public static TheoryData<string> Others => ["objective", "optimization.learningRate", "optimization.schedule", "seed",
        "micro batch", "adapters", "weights", "pairs", "reference", "evaluation"];

    [Theory, MemberData(nameof(Others))]
    public void Another_runs_folder_is_refused_naming_what_differs(string component)
    {
        Train(Plain.With(new RunFolder(root, Every: 9)));
        using var text = new TextRun(component switch
        {
            "adapters" => Given.Lora with { Alpha = 8 },
            "weights" => Given.Lora.With(Targets.Names("q_proj")),
            _ => Given.Lora,
        });
        var run = component switch
        {
            "objective" => Plain with { Objective = Dpo.With(Logistic(0.2)) },
            "optimization.learningRate" => Plain with { Optimization = Given.Optimization with { LearningRate = 1e-3 } },
            "optimization.schedule" => Plain with { Optimization = Given.Optimization with { Schedule = new(Decay.Linear) } },
            "seed" => Plain with { Seed = 2 },
            "micro batch" => Plain.WithMicroBatch(2),
            "evaluation" => Plain.With(new Evaluation(text.Data, Every: 2)),
            _ => Plain,
        };
        var data = component switch
        {
            "pairs" => text.Data with { Pairs = [text.Data.Pairs[0] with { Id = "another" }, .. text.Data.Pairs.Skip(1)] },
            "reference" => text.Data with
            {
                Reference = text.Data.Reference with { LogProbability = text.Data.Reference.LogProbability + 1e-6 },
            },
            _ => text.Data,
        };
        var message = Assert.Throws<InvalidDataException>(() => run.With(new RunFolder(root, Every: 9))
            .Train(text.Model, text.Trained, data, new Told<PreferenceStep>())).Message;
        Assert.StartsWith($"{Path.Combine(root, "checkpoint-6")}: expected a checkpoint of this run, got one of another: ",
            message, StringComparison.Ordinal);
        Assert.Contains($"{component}: ", message, StringComparison.Ordinal);
        if (component is not ("adapters" or "weights")) Assert.DoesNotContain("; ", message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Harms => new()
    {
        { "state.json", "cut" }, { "state.json", "gone" }, { "optimizer.safetensors", "cut" }, { "optimizer.safetensors", "flipped" },
        { "adapter_model.safetensors", "gone" }, { "adapter_model.safetensors", "flipped" }, { "trainer_state.json", "flipped" },
    };

    [Theory, MemberData(nameof(Harms))]
    public void A_damaged_checkpoint_is_passed_over(string file, string harm)
    {
        var run = Plain.With(new RunFolder(root, Every: 2));
        using var whole = new TextRun(Given.Lora);
        whole.Train(run);
        Harm(Path.Combine(root, "checkpoint-6", file), harm);
        using var text = new TextRun(Given.Lora);
        using var loop = text.Loop(run);
        Assert.Equal(4, loop.Start.Step);
        Assert.Contains(Path.Combine("checkpoint-6", file), Assert.Single(loop.Damaged), StringComparison.Ordinal);
        var state = loop.Start;
        while (!loop.IsOver(state)) loop.Save(state = loop.Step(state).State);
        Assert.Equal(whole.Weights(), text.Weights());
        Assert.Equal(6, Checkpoints.Read(Path.Combine(root, "checkpoint-6")).State.Step);          // written anew
    }

    [Fact]
    public void When_all_are_damaged_the_run_does_not_start_over_by_itself()
    {
        var run = Plain.With(new RunFolder(root, Every: 9));
        Train(run);
        Harm(Path.Combine(root, "checkpoint-6", "state.json"), "cut");
        Assert.StartsWith($"{root}: expected a sound checkpoint to go on from, got ",
            Assert.Throws<InvalidDataException>(() => Train(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_interrupted_writer_left_is_no_checkpoint_and_goes()
    {
        var left = Directory.CreateDirectory(Path.Combine(root, ".checkpoint-9.00.tmp")).FullName;
        File.WriteAllText(Path.Combine(left, "state.json"), "{");
        Directory.CreateDirectory(Path.Combine(root, "checkpoint-x"));
        Assert.Empty(Checkpoints.In(root));
        Assert.Equal(6, Train(Plain.With(new RunFolder(root, Every: 9))).Count);
        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public void Two_runs_do_not_write_into_one_folder()
    {
        using var text = new TextRun(Given.Lora);
        using var loop = text.Loop(Plain.With(new RunFolder(root, Every: 9)));
        Assert.StartsWith($"{root}: expected no other run that writes there",
            Assert.Throws<IOException>(() => Train(Plain.With(new RunFolder(root, Every: 9)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_leads_out_of_the_checkpoint_is_refused()
    {
        Train(Plain.With(new RunFolder(root, Every: 9)));
        var state = Path.Combine(root, "checkpoint-6", "state.json");
        File.WriteAllText(state, File.ReadAllText(state).Replace("trainer_state.json", "../../passwd", StringComparison.Ordinal));
        Assert.Contains("expected file names without folders, got \"../../passwd\"", Assert.Throws<InvalidDataException>(
            () => Checkpoints.Read(Path.Combine(root, "checkpoint-6"))).Message, StringComparison.Ordinal);
    }

    private PreferenceRun Logged(TextRun text) => Plain.With(new RunFolder(root, Every: 4))
        .With(new Evaluation(text.HeldOut, Every: 2).With(new EarlyStop("loss", Aim.Low, Patience: 9)));

    private static List<PreferenceStep> Train(PreferenceRun run)
    {
        using var text = new TextRun(Given.Lora);
        return text.Train(run);
    }

    private static void Harm(string path, string how)
    {
        if (how == "gone") File.Delete(path);
        else if (how == "cut") File.WriteAllBytes(path, File.ReadAllBytes(path)[..^9]);
        else
        {
            var bytes = File.ReadAllBytes(path);
            bytes[^5] ^= 1;
            File.WriteAllBytes(path, bytes);
        }
    }
}
