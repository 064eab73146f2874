using Kit.Pipelines.Recipes;
using Kit.Pipelines.Studies;
using Kit.Report.Formatters;
using Kit.Video;

namespace Kit.Report.Studies;

/// <summary>Pairs of a study with what the checkpoint said, and clips as it saw them when it erred.</summary>
internal static class StudySamples
{
    private const int Count = 6, Sheets = 4;

    /// <summary>What a recipe keeps of the checkpoint's own words, by the field's name.</summary>
    private static readonly (string Field, string Name)[] Said =
        [("said", "the checkpoint said"), ("plain", "without a hint"), ("first", "with the truth as a hint")];

    /// <summary>One pair a clip, the longest answers first.</summary>
    public static Sequence<Sample> Pairs(StudyResult result) => [.. result.Drafts.Zip(result.Pairs)
        .OrderByDescending(both => both.Second.Chosen.Text.Length).DistinctBy(both => both.First.Clip).Take(Count)
        .Select(both => Said.Where(said => both.First.Has(said.Field)).Aggregate(
            Sample.From(both.Second), (sample, said) =>
                sample.With(ShownAnswer.From(said.Name, both.First[said.Field], Tone.Plain))))];

    /// <summary>Clean clips above what was shown of them.</summary>
    public static IEnumerable<Block> Clips(StudyResult result) =>
        result.Recipe.Stages.OfType<Stage.Perturb>().Take(1).SelectMany(stage => result.Drafts
            .DistinctBy(draft => draft.Clip).Take(Sheets).Select(draft => Sheet(result, stage, draft).ToBlock()));

    private static ContactSheet Sheet(StudyResult result, Stage.Perturb stage, Draft draft)
    {
        var clean = result.Clips.Read(draft.Clip);
        return new ContactSheet(draft.Clip,
        [
            Shown("as trained on", clean), Shown(draft[stage.Into], stage.Apply(clean, result.Clips.Path(draft.Clip))),
        ]);
    }

    private static Strip Shown(string name, Frames frames) => new(name, FrameStrip.Thinned(frames));
}
