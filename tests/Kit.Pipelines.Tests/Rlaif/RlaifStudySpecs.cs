using Kit.Pipelines.Rlaif;
using Kit.Pipelines.Shapes;
using Kit.Train.Rollouts;

namespace Kit.Pipelines.Tests.Rlaif;

/// <summary>The whole study at toy size: a model that knows nothing, judged by another that knows nothing.</summary>
public sealed class RlaifStudySpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-rlaif-study-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_variant_runs_and_is_found_again()
    {
        var (study, told) = (Study(), new Told());
        var result = await study.RunAsync(told);
        Assert.Equal(study.Plan.Variants.Select(one => one.Name), result.Runs.Select(run => run.Variant));
        Assert.All(result.Runs, run => Assert.Equal(2, run.Steps.Count));
        Assert.All(result.Runs, run => Assert.Equal(result.Runs[0].Before, run.Before));
        Assert.Equal(result.Runs.Count, result.Runs.DistinctBy(run => run.After.Reward).Count());
        told.Stages.Clear();
        var again = await Study().RunAsync(told);
        Assert.Equal(result.Runs.Select(run => $"{run}"), again.Runs.Select(run => $"{run}"));
        Assert.Equal(result.Rewards, again.Rewards);
        Assert.Equal(result.Own, again.Own);
        Assert.DoesNotContain(told.Stages, stage => study.Plan.Variants.Any(
            one => stage.StartsWith(one.Name, StringComparison.Ordinal)));
    }

    /// <summary>Reward models are fitted to the same pairs on its weights and on the policy's own.</summary>
    [Fact]
    public async Task The_elder_rewards_by_a_model_and_by_what_it_finds_likely()
    {
        var result = await Study().RunAsync(new Told());
        var (own, elder) = (Assert.Single(result.Own), result.Rewards.Single(fit => fit.Share == 1));
        Assert.Equal((elder.Share, elder.Seed, elder.Pairs), (own.Share, own.Seed, own.Pairs));
        var weights = Path.Combine(folder, "study", "weights", "reward-model");
        Assert.Equal(3, Directory.GetFiles(weights, "adapter_model.safetensors", SearchOption.AllDirectories)
            .Select(file => Convert.ToHexString(File.ReadAllBytes(file))).Distinct().Count());
        var lab = Given.Laboratory();
        var alone = await new RlaifStudy(lab, lab, Plan, Path.Combine(folder, "alone")).RunAsync(new Told());
        Assert.Empty(alone.Own);
        var (others, itself) = (First(result), First(alone));                      // the same answers to the same questions
        Assert.Equal(itself["completions/mean_length"], others["completions/mean_length"]);
        Assert.NotEqual(itself["objective/scores"], others["objective/scores"]);
    }

    private static IReadOnlyDictionary<string, double> First(RlaifResult result) =>
        result.Of("PPO, elder's likelihood")[0].Steps[0];

    private static RlaifPlan Plan { get; } = RlaifPlan.Quick with
    {
        Parts = [0], Judged = 0, Labels = Labels.ByJudge, Lora = Given.Lora, Shares = [0.5, 1],
        Variants =
        [
            .. RlaifPlan.Full.Variants.Where(one => one.Name.StartsWith("PPO", StringComparison.Ordinal))
                .Select(one => one with { Training = Short(one.Training) }),
        ],
    };

    private static RolloutTraining Short(RolloutTraining training) => training with
    {
        Questions = 4, Optimization = training.Optimization with { MaxSteps = 2 },
    };

    private RlaifStudy Study()
    {
        var lab = Given.Laboratory();
        return new(lab, lab with { Model = Given.Model(seed: 2) }, Plan, Path.Combine(folder, "study"));
    }

    private sealed class Told : IProgress<Advance>
    {
        public HashSet<string> Stages { get; } = [];

        public void Report(Advance value)
        {
            lock (Stages) Stages.Add(value.Stage);
        }
    }
}
