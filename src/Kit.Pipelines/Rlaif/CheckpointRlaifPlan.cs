using Kit.Data.Datasets;
using Kit.Models.Generation;
using Kit.Pipelines.Recipes;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Rewards;
using Kit.Train.Rollouts;
using Kit.Video;

namespace Kit.Pipelines.Rlaif;

/// <summary>VLM-RLAIF of a published checkpoint on the questions of a file: all that its outcome depends on.</summary>
/// <remarks>Rates, adapters and rewards are those of Ahn et al. 2024 (arXiv:2402.03746); batches are what one card
/// holds.</remarks>
/// <param name="Model">The checkpoint's folder.</param>
/// <param name="Data">Questions about clips, in any format of the kit; true answers are not needed.</param>
/// <param name="Videos">The folder of the clips.</param>
/// <param name="Seed">Of adapters, orders and draws.</param>
public sealed record CheckpointRlaifPlan(string Model, Dataset Data, string Videos, long Seed)
{
    private static readonly Schedule Warm = new(Decay.Cosine, WarmUp: 0.03);

    /// <summary>Which frames of a clip are seen; the authors' are 50.</summary>
    public FramePlan Frames { get; init; } = new FramePlan.Uniform(8);

    /// <summary>Device and type of the model.</summary>
    public Placement Place { get; init; } = Placement.Cpu;

    /// <summary>What backward passes find in memory.</summary>
    public Activations Activations { get; init; } = Activations.Kept;

    /// <summary>Questions to ask, the first of the file; null for all.</summary>
    public int? Most { get; init; }

    /// <summary>Parts of the narrative that the judge reads; 0 for none.</summary>
    public int Parts { get; init; } = 3;

    /// <summary>Who judges; null for the checkpoint itself, asked in words.</summary>
    public Generator? Judge { get; init; }

    /// <summary>Fewest decided pairs that a run is worth; fewer are refused.</summary>
    public int Minimum { get; init; } = 8;

    /// <summary>How the two answers that a judge compares are drawn.</summary>
    public Decoding Drawing { get; init; } = Decoding.Sampled.WithLimit(128);

    /// <summary>How the narrative is told and the checkpoint's own votes are spoken.</summary>
    public Decoding Telling { get; init; } = Decoding.Greedy.WithLimit(128);

    /// <summary>Of policy, reference, value and reward alike.</summary>
    public Lora Lora { get; init; } = Lora.Decoder.WithRank(64, 16);

    /// <summary>Shares of the pairs that reward models are compared on; the last is what the policy learns from.
    /// </summary>
    public Sequence<double> Shares { get; init; } = [0.25, 0.5, 1];

    /// <summary>Of reward models.</summary>
    public RewardTraining Rewarding { get; init; } = new(
        Papers.VlmRlaifReward,
        new Optimization(2e-5, BatchSize: 4, Epochs: 1, new Schedule(Decay.Constant, WarmUp: 0.03), MaxGradNorm: 0.3),
        Seed: 1);

    /// <summary>Of the policy's init on true answers, short before long; unread where the file tells none.</summary>
    public Optimization Schooling { get; init; } = new(1e-4, BatchSize: 8, Epochs: 1, Warm, Order: Order.AsGiven);

    /// <summary>Rollouts and updates; its stop and seed are set by the run.</summary>
    public RolloutTraining Rollouts { get; init; } = RolloutTraining.Ppo(
        Decoding.Sampled.WithLimit(128), new Optimization(3e-5, BatchSize: 4, Epochs: 1, Warm), questions: 16, seed: 1);

    /// <summary>Answers drawn or scored at a time, and pairs in memory at a time.</summary>
    public int Batch { get; init; } = 4;

    /// <summary>Most questions about held-out clips that are answered before and after.</summary>
    public int Tested { get; init; } = 256;

    /// <summary>Rollouts from checkpoint to checkpoint.</summary>
    public int SaveEvery { get; init; } = 10;

    /// <summary>Steps of reward models and of the policy's init from checkpoint to checkpoint.</summary>
    public int SaveStepsEvery { get; init; } = 50;

    /// <summary>Visual tokens; runs over the same clips, frames and weights share them.</summary>
    public string Cache { get; init; } = "cache";

    /// <summary>The same path in a trial: 16 questions, a few steps of each training.</summary>
    public CheckpointRlaifPlan Trial() => this with
    {
        Most = Math.Min(Most ?? int.MaxValue, 16), Minimum = Math.Min(Minimum, 2),
        Rewarding = Rewarding with { Optimization = Rewarding.Optimization with { MaxSteps = 2 } },
        Schooling = Schooling with { MaxSteps = 2 },
        Rollouts = Rollouts with
        {
            Questions = Math.Min(Rollouts.Questions, 4), Optimization = Rollouts.Optimization with { MaxSteps = 2 },
        },
    };

    /// <summary>Refuses settings that mean nothing, all at once.</summary>
    internal void Check()
    {
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
            throw new ArgumentException($"settings: expected {string.Join("; ", faults)}. Correct these settings.");
    }

    private IEnumerable<string> Faults() => new (string What, double Value, bool Holds)[]
    {
        ("0 parts of a narrative or more", Parts, Parts >= 0),
        ("as many frames as parts", Frames is FramePlan.Uniform(var few) ? few : Parts,
            Frames is not FramePlan.Uniform(var count) || count >= Parts),
        ("2 pairs or more", Minimum, Minimum >= 2),
        ("1 question or more", Most ?? 1, Most is null or >= 1),
        ("shares above 0 and up to 1", Shares.DefaultIfEmpty(0).Min(),
            Shares.Count > 0 && Shares.All(share => share is > 0 and <= 1)),
        ("1 question about held-out clips or more", Tested, Tested >= 1),
        ("1 answer at a time or more", Batch, Batch >= 1),
        ("1 rollout or more between checkpoints", SaveEvery, SaveEvery >= 1),
        ("1 step or more between checkpoints", SaveStepsEvery, SaveStepsEvery >= 1),
        ("adapters of rank 1 or more", Lora.Rank, Lora.Rank >= 1),
    }.Where(one => !one.Holds || !double.IsFinite(one.Value)).Select(one =>
        FormattableString.Invariant($"{one.What}, got {one.Value}"));
}
