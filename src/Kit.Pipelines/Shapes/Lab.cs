using System.Text;
using Kit.Data.MovingShapes;
using Kit.Data.Storage;
using Kit.Data.Tokens;
using Kit.Evaluate;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Models;
using Kit.Pairs;
using Kit.Pipelines.SelfAlignment;
using Kit.Train.Preference;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Pipelines.Shapes;

/// <summary>A laboratory ready for ablations: a model that sees, pairs made of its own mistakes, and an exam.</summary>
/// <param name="Plan">What all of it is a function of.</param>
/// <param name="Model">The base model; also the reference of every run.</param>
/// <param name="Data">Pairs with their ledger.</param>
/// <param name="Training">Pairs that runs learn from.</param>
/// <param name="HeldOut">Pairs of other clips, on which drift is measured.</param>
/// <param name="Exam">Test clips and questions.</param>
/// <param name="ExamFeatures">Visual tokens of the exam's clips.</param>
/// <param name="Clips">Clean frames of the aligned clips, by id, for people to look at.</param>
public sealed record Lab(
    LabPlan Plan, VideoLm Model, SelfAlignmentData Data, PreferenceData Training, PreferenceData HeldOut,
    Exam Exam, Tensor ExamFeatures, IReadOnlyDictionary<string, ClipFrames> Clips)
{
    private const int HeldOutShare = 5, Taught = 480;

    /// <summary>Clips of the training split, on which a copy of the model may be taught one more thing; no pair is
    /// about them.</summary>
    public IReadOnlyList<ClipFrames> School { get; init; } = [];

    /// <summary>The world's tokenizer.</summary>
    public static ITokenizer Tokenizer { get; } = new WordTokenizer(Lexicon.Vocabulary);

    /// <summary>The model's chat form.</summary>
    public static ChatTemplate Template => ChatTemplate.Compact;

    /// <summary>How the pairs were made.</summary>
    public SelfAlignmentPairs Recipe => RecipeOf(Plan);

    /// <summary>The aligned clips with what is asked about each.</summary>
    public IReadOnlyList<(ClipFrames Clip, Sequence<Question> Questions)> Asked => AskedAbout(Plan, Clips.Values);

    /// <summary>Asks the model as it stands.</summary>
    public Interview Interview => new(Model, Tokenizer, Template);

    /// <summary>Conditions of every exam of this laboratory.</summary>
    public Protocol Protocol => new(
        FormattableString.Invariant($"MovingShapes test, seed {Plan.World.Seed}, {Plan.TestClips} clips"),
        Plan.Model.Frames, $"{Plan.Frames}",
        FormattableString.Invariant($"{Plan.World.Size}×{Plan.World.Size}"), $"{Template}", Rule.Name,
        $"{Interview.Decoding}");

    /// <summary>All that a run here depends on: what the base model is a function of, the pairs, the exam.</summary>
    public Fingerprint Fingerprint => Plan.Fingerprint
        .With("pairs", Digest(Training.Pairs)).With("held-out pairs", Digest(HeldOut.Pairs))
        .With("exam", Fingerprint.Digest(
            Encoding.UTF8.GetBytes(string.Join('\n', Exam.Papers.SelectMany(p => p.Texts)))))
        .With("protocol", $"{Protocol}");

    /// <summary>The same laboratory with a model of its own, for runs side by side.</summary>
    public Lab Copy()
    {
        var model = new VideoLm(Model.Config, Model.Place, seed: 0);
        Checkpoint.Copy(Model, model);
        return this with { Model = model };
    }

    /// <summary>The same laboratory on other pairs about its clips; the base model's evidence of them is made
    /// anew.</summary>
    /// <param name="pairs">Of the aligned clips.</param>
    /// <param name="heldOut">Whether the pairs of a clip are held out.</param>
    /// <exception cref="InvalidOperationException">No pair on one of the sides.</exception>
    public Lab With(IEnumerable<Pair> pairs, Func<string, bool> heldOut)
    {
        var sides = pairs.Select(pair => Template.Apply(Tokenizer, pair)).ToLookup(pair => heldOut(pair.Clip));
        if (sides.Count < 2) throw new InvalidOperationException(FormattableString.Invariant(
            $"pairs: expected some to learn from and some held out, got {sides[false].Count()} and ")
            + FormattableString.Invariant($"{sides[true].Count()}. Ask about more clips."));
        return this with { Training = Referred(sides[false]), HeldOut = Referred(sides[true]) };
    }

    /// <summary>Other pairs, every fifth clip's held out as in this laboratory.</summary>
    public Lab With(IEnumerable<Pair> pairs) => With(pairs, clip => IsHeldOut(Clips[clip]));

    /// <summary>Pairs with the base model's evidence.</summary>
    internal PreferenceData Referred(IEnumerable<EncodedPair> pairs) =>
        PreferenceData.From(Model.Language, [.. pairs], Training.Media);

    /// <summary>Makes or finds everything: clips, base model, pairs, exam.</summary>
    /// <param name="plan">Sizes and seeds.</param>
    /// <param name="cache">Folder for clips, weights, visual tokens and the reference's evidence; what stands there
    /// under the same fingerprint is used.</param>
    /// <param name="progress">Told of every stage.</param>
    public static Lab Open(LabPlan plan, string cache, IProgress<Advance> progress)
    {
        var library = new Library(plan, cache);
        library.Write(progress);
        var model = Teach(plan, cache, progress);
        var align = library.Read(Split.Align, progress);
        var data = Collect(plan, new Interview(model, Tokenizer, Template), align, cache, progress);
        var exam = Exam.From(plan.World, library.Read(Split.Test, progress));
        var heldOut = align.Where(IsHeldOut).Select(c => c.Clip.Id).ToHashSet();
        var pairs = data.Pairs.Select(p => Template.Apply(Tokenizer, p)).ToLookup(p => heldOut.Contains(p.Clip));
        var kept = new LabCache(plan, library.Fingerprint, model, cache);
        var shelf = new Shelf(
            kept.Features("align", [.. align.Select(c => c.Frames)]),
            align.Index().ToDictionary(c => c.Item.Clip.Id, c => c.Index));
        return new Lab(
            plan, model, data, kept.Reference(pairs[false], shelf), kept.Reference(pairs[true], shelf), exam,
            kept.Features("exam", [.. exam.Papers.Select(p => p.Frames)]), align.ToDictionary(c => c.Clip.Id))
        {
            School = library.Read(Split.Train, Taught, progress),
        };
    }

    /// <summary>The base model alone: found by its fingerprint, or taught, which takes minutes.</summary>
    public static VideoLm Teach(LabPlan plan, string cache, IProgress<Advance> progress) =>
        new School(plan, cache).Teach(new Library(plan, cache), progress);

    /// <summary>The exam of the model as it stands.</summary>
    public ExamResult Examine(string stage, IProgress<Advance> progress) =>
        Exam.Take(Interview, ExamFeatures, progress.Of(stage, Exam.Papers.Count, "clips"));

    private static SelfAlignmentData Collect(
        LabPlan plan, Interview interview, IReadOnlyList<ClipFrames> clips, string cache,
        IProgress<Advance> progress) =>
        RecipeOf(plan).Collect(
            plan.Fingerprint.Hash, interview,
            AskedAbout(plan, clips),
            Path.Combine(cache, "pairs", plan.Fingerprint.With("align clips", $"{plan.AlignClips}").Brief),
            progress.Only("02-said", "answers to perturbed clips"));

    private static IReadOnlyList<(ClipFrames, Sequence<Question>)> AskedAbout(
        LabPlan plan, IEnumerable<ClipFrames> clips) =>
        [.. clips.OrderBy(c => c.Clip.Index).Select(c => (c, Questions.Training(plan.World, c.Clip)))];

    private static SelfAlignmentPairs RecipeOf(LabPlan plan) => new(Perturbation.Rrpo, plan.World.Seed);

    private static string Digest(IReadOnlyList<EncodedPair> pairs) =>
        Fingerprint.Digest(Encoding.UTF8.GetBytes(string.Join('\n', pairs)));

    /// <summary>Every fifth clip's pairs are held out, so that no clip is on both sides.</summary>
    private static bool IsHeldOut(ClipFrames clip) => clip.Clip.Index % HeldOutShare == 0;

    public override string ToString() => $"{Training}; {HeldOut.Pairs.Count} held out; exam: {Exam}";
}
