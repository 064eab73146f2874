using System.Text.Json;
using Kit.Data.MovingShapes;
using Kit.Data.Storage;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Shapes;

/// <summary>The MovingShapes world in the files of published benchmarks, with real mp4 clips: FOLDER/videos,
/// FOLDER/mvbench, FOLDER/tempcompass, FOLDER/videohallucer.</summary>
/// <remarks>Skills are filed where they belong: direction, speed, order and attribute_change (something appears,
/// disappears or stays) are TempCompass' aspects; its action has no counterpart and does not occur. VideoHallucer's
/// temporal holds direction, speed and order, semantic_detail colour and shape, object_relation count and
/// change.</remarks>
public static class BenchmarkExport
{
    /// <summary>Asks as the MovingShapes model is taught: "what shape is moving ? ( a ) circle ( b ) square".</summary>
    public static Prompt Prompt { get; } = new("{stem} {options}", "( {lower} ) {option}", " ");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes questions and clips of the test split.</summary>
    /// <param name="store">Holds the clips; missing ones are made.</param>
    /// <param name="clips">How many.</param>
    /// <param name="folder">Files in it of the same names are replaced.</param>
    public static void Write(ClipStore store, int clips, string folder)
    {
        var shown = store.World.Clips(Split.Test, clips);
        store.WriteAsync(shown).GetAwaiter().GetResult();
        Directory.CreateDirectory(Path.Combine(folder, "videos"));
        foreach (var clip in shown)
            File.Copy(store.FileOf(clip), Path.Combine(folder, "videos", Name(clip)), overwrite: true);
        foreach (var (file, content) in Files(store.World, shown))
            AtomicFile.WriteText(Path.Combine(folder, file), JsonSerializer.Serialize(content, Indented));
    }

    private static IEnumerable<(string File, object Content)> Files(World world, IReadOnlyList<Clip> clips) =>
    [
        .. MvBench(world, clips), .. TempCompass(world, clips), .. VideoHallucer(world, clips),
    ];

    private static IEnumerable<(string, object)> MvBench(World world, IReadOnlyList<Clip> clips) =>
        from clip in clips
        from question in Choices(world, clip)
        group (object)new
        {
            video = Name(clip), question = Stem(question), candidates = question.Candidates.ToArray(),
            answer = True(question),
        } by question.Skill into skill
        select ($"mvbench/{Lower(skill.Key)}.json", (object)skill.ToArray());

    private static IEnumerable<(string, object)> TempCompass(World world, IReadOnlyList<Clip> clips)
    {
        yield return ("tempcompass/meta_info.json", clips.ToDictionary(clip => clip.Id, clip => new
        {
            eval_dim = Aspects(world, clip).ToDictionary(a => a.Aspect, a => new { type = a.Type }),
        }));
        yield return ("tempcompass/multi-choice.json", By(clips, world, (_, question) => Record(
            string.Join('\n', question.Candidates.Select((c, i) =>
                $"{OptionLetter.Of(i)}. {c}").Prepend(Stem(question))),
            $"{Letter(question)}. {True(question)}")));
        yield return ("tempcompass/yes_no.json", clips.ToDictionary(Name, clip => Questions
            .Hallucinations(world, clip).Where(pair => Aspect(pair.Skill) is not null)
            .GroupBy(pair => Aspect(pair.Skill)!.Value.Aspect)
            .ToDictionary(aspect => aspect.Key, aspect => aspect
                .SelectMany(pair => new[] { pair.Basic, pair.Hallucinated })
                .Select(q => Record(q.Text, q.Answer)).ToArray())));
        yield return ("tempcompass/caption_matching.json", By(clips, world, (clip, question) => Matching(
            Caption(world, clip), Caption(world, world.Clip(Split.Test, clip.Index + 1)), question)));
        yield return ("tempcompass/captioning.json", By(clips, world, (clip, _) => Record(
            "what happens in the video ?", Caption(world, clip))));
    }

    /// <summary>{video: {aspect: [record]}}.</summary>
    private static Dictionary<string, Dictionary<string, object[]>> By(
        IReadOnlyList<Clip> clips, World world, Func<Clip, Question, object> record) =>
        clips.ToDictionary(Name, clip => Aspects(world, clip)
            .GroupBy(a => a.Aspect).ToDictionary(a => a.Key, a => a.Select(q => record(clip, q.Question)).ToArray()));

    private static IEnumerable<(string Aspect, string Type, Question Question)> Aspects(World world, Clip clip) =>
        from question in Choices(world, clip)
        let aspect = Aspect(question.Skill)
        where aspect is not null
        select (aspect.Value.Aspect, aspect.Value.Type, question);

    private static (string Aspect, string Type)? Aspect(Skill skill) => skill switch
    {
        Skill.Direction => ("direction", "object motion"),
        Skill.Speed => ("speed", "absolute speed"),
        Skill.Order => ("order", "order"),
        Skill.Change => ("attribute_change", "other change"),
        _ => null,
    };

    private static IEnumerable<(string, object)> VideoHallucer(World world, IReadOnlyList<Clip> clips) =>
        from clip in clips
        from pair in Questions.Hallucinations(world, clip)
        group (object)new
        {
            basic = new { video = Name(clip), question = pair.Basic.Text, answer = pair.Basic.Answer },
            hallucination = new
            {
                video = Name(clip), question = pair.Hallucinated.Text, answer = pair.Hallucinated.Answer,
            },
            type = Lower(pair.Skill),
        } by Setting(pair.Skill) into setting
        select ($"videohallucer/{setting.Key}/{setting.Key}.json", (object)setting.ToArray());

    private static string Setting(Skill skill) => skill switch
    {
        Skill.Direction or Skill.Speed or Skill.Order => "temporal",
        Skill.Colour or Skill.Shape => "semantic_detail",
        _ => "object_relation",
    };

    /// <summary>The clip's own caption beside another's; which comes first follows from the clip.</summary>
    private static object Matching(string own, string other, Question question)
    {
        var first = question.Text.Length % 2 == 0;
        var (a, b) = first ? (own, other) : (other, own);
        var letter = first ? "A" : "B";
        return Record($"what happens in the video ?\nCaption A: {a}\nCaption B: {b}", $"Caption {letter}: {own}");
    }

    private static object Record(string question, string answer) => new { question, answer };

    private static IEnumerable<Question> Choices(World world, Clip clip) =>
        Questions.Evaluation(world, clip).Where(question => question.Form == Form.MultipleChoice);

    private static string Caption(World world, Clip clip) =>
        Questions.Training(world, clip).First(question => question.Form == Form.Caption).Answer;

    /// <summary>The question without its options, which start at "( a )".</summary>
    private static string Stem(Question question) =>
        question.Text[..question.Text.IndexOf(" ( a )", StringComparison.Ordinal)];

    private static string True(Question question) =>
        question.Candidates[question.Choices.ToList().IndexOf(question.Answer)];

    private static string Letter(Question question) =>
        OptionLetter.Of(question.Choices.ToList().IndexOf(question.Answer));

    private static string Name(Clip clip) => $"{clip.Id}.mp4";

    private static string Lower(Skill skill) => skill.ToString().ToLowerInvariant();
}
