using System.CommandLine;
using Kit;
using Kit.Data.Storage;
using Kit.Evaluate.Judging;
using Kit.Models.Generation;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Rlaif;
using Kit.Report.Reproductions;
using Kit.Torch.Layers;

namespace Experiments;

/// <summary>What VLM-RLAIF of a checkpoint takes beside <see cref="CheckpointOptions"/>.</summary>
public sealed class RlaifOptions
{
    public Option<int> Parts { get; } = new("--parts")
    {
        Description = "Parts of the judge's narrative; 0 for none.", DefaultValueFactory = _ => 3,
    };

    public Option<string?> Judge { get; } = new("--judge")
    {
        Description = "An OpenAI-compatible endpoint that judges and is shown the frames; its key: KIT_JUDGE_KEY. "
            + "Without it the checkpoint judges.",
    };

    public Option<string?> JudgeModel { get; } = new("--judge-model")
    {
        Description = "As the endpoint names it, version included.",
    };

    public Option<int?> Most { get; } = new("--most") { Description = "Questions to ask, the first of the file." };

    public Option<int> Tokens { get; } = new("--tokens")
    {
        Description = "Most tokens of an answer.", DefaultValueFactory = _ => 128,
    };

    public Option<int> Questions { get; } = new("--questions")
    {
        Description = "Questions a rollout.", DefaultValueFactory = _ => 16,
    };

    public Option<double> RewardRate { get; } = new("--reward-lr")
    {
        Description = "The reward models' rate; --lr is the policy's, 3e-5 by default.",
        DefaultValueFactory = _ => 2e-5,
    };

    public Option<double> InitRate { get; } = new("--init-lr")
    {
        Description = "The rate of the policy's init.", DefaultValueFactory = _ => 1e-4,
    };

    public Option<long> Seed { get; } = new("--seed") { DefaultValueFactory = _ => 1 };

    public IReadOnlyList<Option> All =>
        [Parts, Judge, JudgeModel, Most, Tokens, Questions, RewardRate, InitRate, Seed];

    public void AddTo(RootCommand root)
    {
        foreach (var option in All) root.Options.Add(option);
    }

    /// <summary>Refuses these where no checkpoint is named; each by its name.</summary>
    public void RefuseWithoutModel(ParseResult told) => Unread.Refuse(
        told, All, "a checkpoint by --model beside it, got none. Name its folder");

    /// <summary>The plan of a run; options of a checkpoint that it does not read are refused.</summary>
    /// <param name="told">The command line.</param>
    /// <param name="checkpoint">Model, data, videos, place.</param>
    /// <param name="folder">Where everything is kept.</param>
    /// <param name="size">Quick: 16 questions and a few steps.</param>
    public CheckpointRlaifPlan Plan(ParseResult told, CheckpointOptions checkpoint, string folder, WorkSize size)
    {
        Unread.Refuse(
            told,
            [
                checkpoint.Adapter, checkpoint.Accumulate, checkpoint.Longest, checkpoint.DropLong, checkpoint.Spans,
                checkpoint.Divergence, checkpoint.HoldOut,
            ],
            "none, for VLM-RLAIF does not read it, got one. Leave it out");
        var common = checkpoint.Plan(told, Papers.Ppo, told.GetValue(Seed), folder, WorkSize.Full);
        var plan = Sized(told, new CheckpointRlaifPlan(common.Model, common.Data, common.Videos, common.Seed)
        {
            Frames = common.Frames, Place = common.Place, Activations = common.Activations, Cache = common.Cache,
            Lora = Adapters(told, checkpoint, ((Start.Fresh)common.Start).Lora), Batch = common.MicroBatch ?? 4,
            SaveEvery = Given(told, checkpoint.SaveEvery) ? told.GetValue(checkpoint.SaveEvery) : 10,
            SaveStepsEvery = told.GetValue(checkpoint.SaveEvery),
            Parts = told.GetValue(Parts), Most = told.GetValue(Most),
            Minimum = Math.Max(2, common.Minimum), Judge = Judging(told, folder),
        });
        plan = Rated(told, checkpoint, plan, common);
        return size == WorkSize.Quick ? plan.Trial() : plan;
    }

    private CheckpointRlaifPlan Sized(ParseResult told, CheckpointRlaifPlan plan)
    {
        var longest = told.GetValue(Tokens);
        return plan with
        {
            Drawing = plan.Drawing.WithLimit(longest), Telling = plan.Telling.WithLimit(longest),
            Rollouts = plan.Rollouts with
            {
                Decoding = plan.Rollouts.Decoding.WithLimit(longest), Questions = told.GetValue(Questions),
            },
        };
    }

    /// <summary>Rates and lengths: the authors', save for what was given.</summary>
    private CheckpointRlaifPlan Rated(
        ParseResult told, CheckpointOptions checkpoint, CheckpointRlaifPlan plan, AlignmentPlan common)
    {
        var (policy, reward) = (plan.Rollouts.Optimization, plan.Rewarding.Optimization);
        return plan with
        {
            Rollouts = plan.Rollouts with
            {
                Optimization = policy with
                {
                    LearningRate = Given(told, checkpoint.Rate)
                        ? common.Optimization.LearningRate : policy.LearningRate,
                    BatchSize = plan.Batch, Epochs = common.Optimization.Epochs,
                    MaxSteps = common.Optimization.MaxSteps, Schedule = common.Optimization.Schedule,
                },
            },
            Rewarding = plan.Rewarding with
            {
                Optimization = reward with { LearningRate = told.GetValue(RewardRate), BatchSize = plan.Batch },
            },
            Schooling = plan.Schooling with { LearningRate = told.GetValue(InitRate) },
        };
    }

    /// <summary>The authors' rank where none was given.</summary>
    private static Lora Adapters(ParseResult told, CheckpointOptions checkpoint, Lora lora) =>
        Given(told, checkpoint.Rank) ? lora : lora.WithRank(64, 16);

    private Generator? Judging(ParseResult told, string folder)
    {
        if (told.GetValue(Judge) is not { } address)
        {
            Unread.Refuse(told, [JudgeModel], "--judge beside it, got none. Name the endpoint");
            return null;
        }

        var name = told.GetValue(JudgeModel) ?? throw new ArgumentException(
            "--judge-model: expected a value beside --judge, got none. Name the model as the endpoint does.");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint)) throw new ArgumentException(
            $"--judge: expected an address, got {address}. Write for example http://localhost:8000/v1.");
        return Generator.From(new Endpoint(endpoint, name)
            .Judge(Environment.GetEnvironmentVariable("KIT_JUDGE_KEY") ?? "")
            .Cached(new Cache(Path.Combine(folder, "judge"))));
    }

    private static bool Given(ParseResult told, Option option) => told.GetResult(option) is { Implicit: false };
}
