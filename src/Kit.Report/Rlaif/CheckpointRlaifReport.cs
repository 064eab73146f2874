using Kit.Pipelines.Rlaif;

namespace Kit.Report.Rlaif;

/// <summary>VLM-RLAIF on a checkpoint as a document.</summary>
public static class CheckpointRlaifReport
{
    private const string Reading =
        "Answers are drawn at temperature 1. The reward model has not seen the clips. A reward that rises says that "
        + "the policy pleases the reward model; whether its answers are truer, a benchmark says.";

    /// <summary>The whole report.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="setting">Machine, wall time and command.</param>
    public static Document From(CheckpointRlaifResult result, Sequence<KeyValue> setting) => Document
        .From($"VLM-RLAIF of {Name(result.Plan.Model)}", FormattableString.Invariant(
            $"{result.Asked} questions answered twice, {result.Answered} of them differently · ")
            + FormattableString.Invariant($"{result.Pairs} pairs decided · {result.Policy.Steps.Count} rollouts"))
        .Section("Policy", Block.From(CheckpointRlaifTables.Policy(result)), new Block.Paragraph(Reading))
        .Section("Claims of the VLM-RLAIF paper, tested here", new Block.Claims(CheckpointRlaifClaims.From(result)))
        .Section("Judge", Block.From(CheckpointRlaifTables.Judge(result)))
        .Section("Reward models", Block.From(CheckpointRlaifTables.Rewards(result)))
        .Section("Rollouts", new Block.Figure(Curves(result)))
        .Section("Samples", new Block.Samples([.. result.Policy.Samples.Select(Shown)]))
        .Section("Samples' fate", new Block.Code(result.Ledger.ToTable()))
        .Section("The next step", new Block.Paragraph("The adapter on a benchmark, beside the paper's numbers:"),
            new Block.Code(Evaluation(result), "bash"))
        .Section("The paper's tables", [.. Papers.Select(table => Block.From(table.ToTable()))])
        .Section("Run", new Block.KeyValues([.. setting, .. Settings(result)]));

    private static IEnumerable<PaperTable> Papers =>
        [PaperTables.VlmRlaifGenerative, PaperTables.VlmRlaifPairs, PaperTables.VlmRlaifZeroShot];

    private static string Evaluation(CheckpointRlaifResult result) =>
        "dotnet run experiments/evaluate.cs -- --benchmark tempcompass --questions QUESTIONS --videos VIDEOS "
        + $"--model \"{result.Plan.Model}\" --adapter \"{result.Adapter}\"";

    private static IEnumerable<KeyValue> Settings(CheckpointRlaifResult result)
    {
        var plan = result.Plan;
        return
        [
            new("model", plan.Model), new("questions", $"{plan.Data.Path} ({plan.Data.Format})"),
            new("videos", plan.Videos), new("frames", $"{plan.Frames}"),
            new("judge", plan.Judge is { } judge ? $"{judge}" : "the checkpoint itself, asked in words"),
            new("two answers", $"{plan.Drawing}"), new("narrative", $"{plan.Telling}"), new("adapters", $"{plan.Lora}"),
            new("policy's init", result.Taught > 0
                ? FormattableString.Invariant($"{result.Taught} true answers, short before long; {plan.Schooling}")
                : "skipped: the file tells no true answers"),
            new("reward models", $"{plan.Rewarding.Objective}; {plan.Rewarding.Optimization}"),
            new("rollouts", $"{plan.Rollouts.Objective}; A = {plan.Rollouts.Advantages}; {plan.Rollouts.Optimization}"),
            new("pairs as records", result.Records), new("adapter", result.Adapter),
            new("seed", FormattableString.Invariant($"{plan.Seed}")),
        ];
    }

    private static Sample Shown(DrawnSample one) => Sample.From(
        one.Id, $"{one.Clip}: {one.Question}",
        ShownAnswer.From(Scored("before", one.RewardBefore), one.Before, Tone.Plain),
        ShownAnswer.From(Scored("after", one.RewardAfter), one.After, Tone.Plain));

    private static string Scored(string name, double reward) => $"{name}, reward {Numbers.Significant(reward, 3)}";

    private static Chart.Grid Curves(CheckpointRlaifResult result) => new("Every rollout",
    [
        Lines(result, "Reward model's score", Axis.Linear("score"), "objective/scores"),
        Lines(result, "KL to the reference", Axis.Linear("KL", "nats an answer"), "objective/kl"),
        Lines(result, "Length", Axis.Linear("tokens"), "completions/mean_length"),
        Lines(result, "Answers that end by themselves", Axis.Linear("share"), "val/ended"),
    ]);

    private static Chart.Lines Lines(CheckpointRlaifResult result, string title, Axis axis, string metric) => new(
        title, Axis.Linear("rollout"), axis,
        [Series.From("PPO", result.Policy.Steps.Select((step, i) => ((double)i, step[metric])))]);

    private static string Name(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
}
