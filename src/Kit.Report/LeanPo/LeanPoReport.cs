using Kit.Data.MovingShapes;
using Kit.Pipelines.LeanPo;
using Kit.Pipelines.Recipes;
using Kit.Report.Ablations;
using Kit.Video;

namespace Kit.Report.LeanPo;

/// <summary>A study of LeanPO as a document.</summary>
public static class LeanPoReport
{
    private const int Sheets = 2;

    private const string Reading =
        "Every run starts from the same model and moves at the same rate over as many steps. The paper's column is "
        + "another model on other data: compare orders, not levels.";

    /// <summary>The whole report.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="clips">The aligned clips by id, for people to look at; those that are missing are not
    /// shown.</param>
    /// <param name="setting">Machine, wall time and command.</param>
    public static Document From(
        LeanPoResult result, IReadOnlyDictionary<string, ClipFrames> clips, Sequence<KeyValue> setting) => Document
        .From("Self-reflected pairs for a small video language model", FormattableString.Invariant(
            $"MovingShapes · {result.Asked} questions · {LeanPoTables.Rows(result).Count()} rows × ")
            + FormattableString.Invariant($"{result.Plan.Seeds} seeds"))
        .Section("Result", Block.From(LeanPoTables.Main(result)), new Block.Paragraph(Reading))
        .Section("Claims of the LeanPO paper, tested here", new Block.Claims(LeanPoClaims.From(result)))
        .Section("Answers", Block.From(LeanPoTables.Answers(result)),
            new Block.Samples([.. result.Samples.Select(one => Shown(result, one, clips))]))
        .Section("Augmentations",
            [Block.From(LeanPoTables.Augmentations(result)), .. Contact(result, clips)])
        .Section("Label noise", Block.From(LeanPoTables.Noise(result)))
        .Section("Training", new Block.Figure(AblationCurves.From(result.Reflected)),
            Block.From(AblationTables.AtStep(result.Reflected)), Block.From(AblationTables.Cost(result.Reflected)))
        .Section("The paper's tables",
            Block.From(PaperTables.LeanPoMain.ToTable()), Block.From(PaperTables.LeanPoQwen.ToTable()))
        .Section("Run", new Block.KeyValues([.. setting, .. result.Plan.Variants.Select(
            v => new KeyValue(v.Name, $"{v.Objective}"))]));

    /// <summary>A draft from its question to its two answers, with both clips.</summary>
    private static Sample Shown(LeanPoResult result, Draft one, IReadOnlyDictionary<string, ClipFrames> clips)
    {
        var sample = Sample.From(one.Id, one["question"],
            ShownAnswer.From("truth", one["truth"], Tone.Good),
            ShownAnswer.From("without a hint", one["plain"], Tone.Plain),
            ShownAnswer.From("turn 1", one["first"], Tone.Plain),
            ShownAnswer.From("turn 2, preferred", one["chosen"], Tone.Good),
            ShownAnswer.From("augmented clip, rejected", one["rejected"], Tone.Bad));
        return clips.TryGetValue(one.Clip, out var clip)
            ? sample.With(new Strip("clip", clip.Frames)).With(new Strip(
                "clip, as it was answered wrongly", Augmented(result).Apply(clip.Frames, Place(clip))))
            : sample;
    }

    /// <summary>Clips as each augmentation shows them.</summary>
    private static IEnumerable<Block> Contact(LeanPoResult result, IReadOnlyDictionary<string, ClipFrames> clips) =>
        clips.Values.OrderBy(clip => clip.Clip.Index).Take(Sheets).Select(clip => ContactSheet.From(
            clip.Clip.Id, clip.Frames, () => Augmented(result).Random(Place(clip)),
            [.. result.Augmentations.Select(one => one.How).Where(how => how != Perturbation.None)]).ToBlock());

    private static Stage.Perturb Augmented(LeanPoResult result) =>
        new("augmented", result.Plan.Augmentation, LeanPoStudy.AugmentationSeed);

    private static Sequence<long> Place(ClipFrames clip) => [(long)clip.Clip.Split, clip.Clip.Index];
}
