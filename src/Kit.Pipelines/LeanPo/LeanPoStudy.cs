using Kit.Data.MovingShapes;
using Kit.Data.Storage;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.SelfAlignment;
using Kit.Pipelines.Shapes;
using static TorchSharp.torch;
using Generator = Kit.Pipelines.Recipes.Generator;

namespace Kit.Pipelines.LeanPo;

/// <summary>LeanPO on MovingShapes, from hints to the sweep over label noise.</summary>
/// <remarks>Wang et al. 2025 (arXiv:2506.05260). Everything is kept in a folder and found again. Deviation: a small
/// model does not read hints unless it is taught to; adapters are taught on clips of the training split and take part
/// in the careful answers only.</remarks>
/// <param name="Lab">Model, clips, exam.</param>
/// <param name="Plan">Sizes and variants.</param>
/// <param name="Folder">Where rows, weights and results are kept.</param>
public sealed record LeanPoStudy(Lab Lab, LeanPoPlan Plan, string Folder)
{
    /// <summary>Of every clip's augmentation.</summary>
    public const long AugmentationSeed = 1;

    private const int Fifth = 5, Shown = 6;
    private const long Bought = 0xB06;
    private static readonly string[] Kinds = ["plain", "first", "chosen", "rejected"];

    /// <summary>Runs what does not stand yet.</summary>
    public async Task<LeanPoResult> RunAsync(IProgress<Advance> progress, CancellationToken cancellation = default)
    {
        var truths = Asked.ToDictionary(q => q.Id);
        using var scope = NewDisposeScope();
        using var teller = Teach(progress);
        var reflection = Reflection(teller);
        var preferred = await Preferred(reflection, progress, cancellation).ConfigureAwait(false);
        var made = await Rejected(reflection, preferred, progress, cancellation).ConfigureAwait(false);
        var reflected = Ground(made, "chosen");
        return new LeanPoResult(
            Plan, truths.Count, [.. Kinds.Select(kind => AnswerQuality.From(Lab, made, kind, truths))],
            AnswerQuality.MisRanked(reflected.Training),
            Run([.. Plan.Variants], reflected, progress),
            Run([new(LeanPoPlan.FirstRound, Papers.LeanPo)], Ground(made, "first", reflected), progress),
            Run([new(LeanPoPlan.SftName, Papers.Named("sft"))], Ground(made, "truth", reflected), progress),
            Run([new(LeanPoPlan.ExternalName, Papers.Dpo)], External(made, truths, reflected), progress),
            await Augmented(reflection, preferred, truths, progress, cancellation).ConfigureAwait(false),
            [.. Plan.Noise.Select(share => (share, Run(
                [.. Plan.Smoothings.Select(Smoothing)], Flipped(reflected, share), progress)))],
            [.. made.DistinctBy(one => one.Clip).Take(Shown)]);
    }

    /// <summary>LeanPO on its own pairs and nothing else, such as behind another base model.</summary>
    public async Task<AblationResult> RunAloneAsync(
        IProgress<Advance> progress, CancellationToken cancellation = default)
    {
        using var scope = NewDisposeScope();
        using var teller = Teach(progress);
        var reflection = Reflection(teller);
        var made = await Rejected(
            reflection, await Preferred(reflection, progress, cancellation).ConfigureAwait(false), progress,
            cancellation).ConfigureAwait(false);
        return Run([new(LeanPoPlan.LeanPoName, Papers.LeanPo)], Ground(made, "chosen"), progress);
    }

    /// <summary>What is asked about the aligned clips.</summary>
    private IEnumerable<Question> Asked =>
        Lab.Clips.Values.Select(c => c.Clip).OrderBy(c => c.Index).SelectMany(Free);

    private Apprentice Teach(IProgress<Advance> progress) => Apprentice.Teach(
        Lab, "hints", [.. HintLessons.From(Lab.School.SelectMany(c => Free(c.Clip)))], Plan.Hinting, Plan.Lora,
        At("weights"), progress);

    private Task<RecipeResult> Preferred(
        SelfReflection reflection, IProgress<Advance> progress, CancellationToken cancellation) => reflection.Preferred
        .With(Spoken("plain", "first", "chosen"))
        .RunAsync(Source(Asked), At("preferred"), progress, cancellation);

    /// <summary>Questions that are answered in free words.</summary>
    private IEnumerable<Question> Free(Clip clip) => Questions.Training(Lab.Plan.World, clip)
        .Where(q => q.Form is Form.Open or Form.Caption);

    private static Variant Smoothing(double lambda) =>
        new(FormattableString.Invariant($"λ = {lambda}"), LeanPoPlan.Smoothed(lambda));

    private AblationResult Run(Variant[] variants, Lab lab, IProgress<Advance> progress) => Ablation.Over(variants)
        .Seeds(Plan.Seeds).With(Plan.Optimization).With(Plan.Lora).On(lab).In(At("runs")).Run(progress);

    private SelfReflection Reflection(Apprentice teller) => new(
        Author.From(Generator.From(teller.State.Digest, teller.Lab.Interview)),
        Author.From(Generator.From(Weights, Lab.Interview)),
        Author.From(Generator.From(Weights, Lab.Interview with { Decoding = Plan.Drawing, Seed = 1 })),
        Hints.Bare, Plan.Augmentation, AugmentationSeed);

    private async Task<Sequence<Draft>> Rejected(
        SelfReflection reflection, RecipeResult preferred, IProgress<Advance> progress, CancellationToken cancellation)
    {
        var name = Fingerprint.From(("augmentation", $"{reflection.Augmentation}")).Brief;
        var made = await reflection.Rejected.With(Spoken("rejected"))
            .RunAsync(Recipes.Source.From(preferred.Drafts, Seen), At($"rejected-{name}"), progress, cancellation)
            .ConfigureAwait(false);
        return made.Drafts.Count >= Fifth ? made.Drafts : throw new InvalidOperationException(
            $"LeanPO, {reflection.Augmentation}: expected pairs to learn from, got {made.Drafts.Count}. "
            + "Ask about more clips.");
    }

    private async Task<IReadOnlyList<AugmentedResult>> Augmented(
        SelfReflection reflection, RecipeResult preferred, IReadOnlyDictionary<string, Question> truths,
        IProgress<Advance> progress, CancellationToken cancellation)
    {
        var results = new List<AugmentedResult>();
        foreach (var how in Plan.Augmentations)
        {
            var made = await Rejected(reflection.With(how), preferred, progress, cancellation).ConfigureAwait(false);
            var lab = Ground(made, "chosen");
            results.Add(new AugmentedResult(
                how, AnswerQuality.From(Lab, made, "rejected", truths), AnswerQuality.MisRanked(lab.Training),
                Run([new(LeanPoPlan.LeanPoName, Papers.LeanPo)], lab, progress)));
        }

        return results;
    }

    private static Stage.Select Spoken(params string[] fields) => new("spoken", Shapes.Spoken.In(fields));

    private Source Source(IEnumerable<Question> asked) => Recipes.Source.From(
        asked.Select(q => Draft.From(q.Id, q.ClipId, ("question", q.Text), ("truth", q.Answer))), Seen);

    private Recipes.Clips Seen => Recipes.Clips.From($"{Lab.Plan.World}", Lab.Clips.Values);

    private string Weights => Lab.Plan.Fingerprint.Brief;

    private string At(string name) => Path.Combine(Folder, name);

    /// <summary>A laboratory on these pairs: every fifth clip that has one is held out.</summary>
    private Lab Ground(Sequence<Draft> drafts, string preferred) =>
        Ground(drafts.Select(one => SelfReflection.ToPair(one, preferred)));

    private Lab Ground(IEnumerable<Pair> pairs)
    {
        var all = pairs.ToArray();
        var clips = new Alignment.HoldOut(Fold: Fifth).Of(all.Select(one => one.Clip).Distinct());
        return Lab.With(all, clips.Contains);
    }

    /// <summary>Pairs about the same questions that the model has no part in: the truth against a random wrong value.
    /// </summary>
    private Lab External(Sequence<Draft> drafts, Dictionary<string, Question> truths, Lab measured) =>
        Ground(drafts.Select((one, i) => new Pair(
            one.Id, one.Clip, one["question"], new Answer(one["truth"]),
            new Answer(Mistake.Random(truths[one.Id], Pcg.From(1, Bought, i)))))) with { HeldOut = measured.HeldOut };

    /// <summary>Other pairs to learn from, measured on the same held-out ones.</summary>
    private Lab Ground(Sequence<Draft> drafts, string preferred, Lab measured) =>
        Ground(drafts, preferred) with { HeldOut = measured.HeldOut };

    /// <summary>The first pairs of a fixed shuffle with their labels reversed, so that more noise holds less.</summary>
    private Lab Flipped(Lab lab, double share)
    {
        var pairs = lab.Training.Pairs;
        var flipped = Pcg.From(1, 0xF11B).Permutation(pairs.Count)
            .Take((int)Math.Round(share * pairs.Count)).ToHashSet();
        return share == 0 ? lab : lab with
        {
            Training = Lab.Referred(pairs.Select((p, i) => flipped.Contains(i) ? p.Swap() : p)),
        };
    }
}
