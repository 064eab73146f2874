using Kit.Data.MovingShapes;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Rlaif;

namespace Kit.Report.Rlaif;

/// <summary>A study of VLM-RLAIF as a document.</summary>
public static class RlaifReport
{
    private const string Reading =
        "Answers are drawn at temperature 1 to the open questions of the test's clips. The reward model has never seen "
        + "them; right is what the world's own truth says. Where the reward rises and the share of right answers does "
        + "not, the policy has learnt to please the reward model.";

    /// <summary>The whole report.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="clips">The aligned clips by id, for people to look at; those that are missing are not
    /// shown.</param>
    /// <param name="setting">Machine, wall time and command.</param>
    public static Document From(
        RlaifResult result, IReadOnlyDictionary<string, ClipFrames> clips, Sequence<KeyValue> setting) => Document
        .From("AI feedback for a small video language model", FormattableString.Invariant(
            $"MovingShapes · {result.Asked} questions answered twice, {result.Answered} of them differently · ")
            + FormattableString.Invariant($"{result.Plan.Variants.Count} variants × {result.Plan.Seeds} seeds"))
        .Section("Policies", Block.From(RlaifTables.Policies(result)), new Block.Paragraph(Reading))
        .Section("Claims of the VLM-RLAIF paper, tested here", new Block.Claims(RlaifClaims.From(result)))
        .Section("Judge", Block.From(RlaifTables.Judges(result)),
            new Block.Samples([.. result.Samples.Select(one => Judged(one, clips))]))
        .Section("Reward models", Block.From(RlaifTables.Rewards(result)))
        .Section("Rollouts", new Block.Figure(Curves(result)))
        .Section("The paper's tables", [.. Papers.Select(table => Block.From(table.ToTable()))])
        .Section("Run", new Block.KeyValues([.. setting, .. result.Plan.Variants.Select(
            variant => new KeyValue(
                variant.Name, $"{variant.Training.Objective}; A = {variant.Training.Advantages}"))]));

    /// <summary>A draft as the judge met it; the better answer by its own word is marked.</summary>
    private static Sample Judged(Draft one, IReadOnlyDictionary<string, ClipFrames> clips)
    {
        var sample = Sample.From(one.Id, one["question"], ShownAnswer.From("truth", one["truth"], Tone.Plain),
            ShownAnswer.From("narrative", one["narrative"], Tone.Plain),
            ShownAnswer.From(Answer(one, "a", Feedback.First), one["a"], Heard(one, Feedback.First)),
            ShownAnswer.From(Answer(one, "b", Feedback.Second), one["b"], Heard(one, Feedback.Second)));
        return clips.TryGetValue(one.Clip, out var clip) ? sample.With(new Strip("clip", clip.Frames)) : sample;
    }

    private static string Answer(Draft one, string name, string place) => one["oracle"] == place
        ? $"answer {name}, the true one" : $"answer {name}";

    private static Tone Heard(Draft one, string place) => one["preference"] == place ? Tone.Good
        : one["preference"] == Feedback.Tie ? Tone.Plain : Tone.Bad;

    private static IEnumerable<PaperTable> Papers =>
        [PaperTables.VlmRlaifGenerative, PaperTables.VlmRlaifPairs, PaperTables.VlmRlaifZeroShot];

    private static Chart.Grid Curves(RlaifResult result) => new Chart.Grid(
        "Rollouts: mean over seeds, band from lowest to highest",
    [
        Lines(result, "Right answers", Axis.Linear("share"), "oracle/scores"),
        Lines(result, "Reward model's score", Axis.Linear("score"), "reward/scores"),
        Lines(result, "KL to the reference", Axis.Linear("KL", "nats an answer"), "objective/kl"),
        Lines(result, "Length", Axis.Linear("tokens"), "completions/mean_length"),
    ]);

    private static Chart.Lines Lines(RlaifResult result, string title, Axis axis, string metric) => new(
        title, Axis.Linear("rollout"), axis, [.. result.Plan.Variants
            .Where(v => result.Of(v.Name).All(run => run.Steps.All(step => step.ContainsKey(metric))))
            .Select(v => Series.OverSeeds(
                v.Name,
                [.. result.Of(v.Name).Select(run => run.Steps.Select((s, i) => ((double)i, s[metric])))],
                Band.Range))]);
}
