using Kit.Data.MovingShapes;
using Kit.Data.Storage;
using Kit.Models.Peft;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Rlaif;
using Kit.Pipelines.SelfAlignment;
using Kit.Pipelines.Shapes;
using Kit.Train.Preference;
using static TorchSharp.torch;
using Generator = Kit.Pipelines.Recipes.Generator;

namespace Kit.Pipelines.LeanPo;

/// <summary>LeanPO on MovingShapes, from hints to the sweep over label noise.</summary>
/// <remarks>Wang et al. 2025 (arXiv:2506.05260). Everything is kept in a folder and found again. Deviation: a small
/// model does not read hints unless it is taught to; adapters are taught on every fifth clip, which no pair is about,
/// and take part in the careful answers only.</remarks>
/// <param name="Lab">Model, clips, exam.</param>
/// <param name="Plan">Sizes and variants.</param>
/// <param name="Folder">Where rows, weights and results are kept.</param>
public sealed record LeanPoStudy(Lab Lab, LeanPoPlan Plan, string Folder)
{
    private const int Fifth = 5;
    private const long Others = 0x417;
    private static readonly string[] Kinds = ["plain", "first", "chosen", "rejected"];

    /// <summary>Runs what does not stand yet.</summary>
    public async Task<LeanPoResult> RunAsync(IProgress<Advance> progress, CancellationToken cancellation = default)
    {
        var clips = Lab.Clips.Values.Select(c => c.Clip).OrderBy(c => c.Index).ToLookup(c => c.Index % Fifth == 0);
        var asked = clips[false].SelectMany(Free).ToArray();
        using var scope = NewDisposeScope();
        var teller = Teller([.. clips[true].SelectMany(Free)], progress);
        var made = await Recipe(teller).RunAsync(Source(asked), Path.Combine(Folder, "pairs"), progress, cancellation)
            .ConfigureAwait(false);
        if (made.Drafts.Count < Fifth) throw new InvalidOperationException(
            $"LeanPO: expected pairs to learn from, got {made.Drafts.Count}. Ask about more clips.");
        teller.Model.Dispose();
        var truths = asked.ToDictionary(q => q.Id);
        var reflected = Ground(made.Drafts, one => SelfReflection.ToPair(one));
        return new LeanPoResult(
            Plan, asked.Length, [.. Kinds.Select(kind => Quality(made.Drafts, kind, truths))],
            MisRanked(reflected.Training),
            Run(Over([.. Plan.Variants]), reflected, progress),
            Run(Over(new Variant(LeanPoPlan.FirstRound, Papers.LeanPo)),
                reflected with { Training = Ground(made.Drafts, one => SelfReflection.ToPair(one, "first")).Training },
                progress),
            Run(Over(new Variant(LeanPoPlan.SftName, Papers.Named("sft"))),
                reflected with { Training = Ground(made.Drafts, one => SelfReflection.ToPair(one, "truth")).Training },
                progress),
            [.. Plan.Noise.Select(share => (share, Run(
                Over([.. Plan.Smoothings.Select(Smoothing)]), Flipped(reflected, share), progress)))]);
    }

    /// <summary>Questions that are answered in free words.</summary>
    private IEnumerable<Question> Free(Clip clip) => Questions.Training(Lab.Plan.World, clip)
        .Where(q => q.Form is Form.Open or Form.Caption);

    private static Variant Smoothing(double lambda) =>
        new(FormattableString.Invariant($"λ = {lambda}"), LeanPoPlan.Smoothed(lambda));

    private Ablation Over(params Variant[] variants) =>
        Ablation.Over(variants).Seeds(Plan.Seeds).With(Plan.Optimization).With(Plan.Lora);

    private AblationResult Run(Ablation ablation, Lab lab, IProgress<Advance> progress) =>
        ablation.On(lab).In(Path.Combine(Folder, "runs")).Run(progress);

    private SelfReflection Reflection(Lab teller) => new(
        Author.From(Generator.From($"{Weights}, hints {Plan.Hinting}", teller.Interview)),
        Author.From(Generator.From(Weights, Lab.Interview)),
        Author.From(Generator.From(Weights, Lab.Interview with { Decoding = Plan.Drawing, Seed = 1 })),
        Hints.Bare, Plan.Augmentation, Seed: 1);

    private Recipe Recipe(Lab teller) =>
        Reflection(teller).Recipe.With(new Stage.Select("spoken", Spoken.In("plain", "first", "chosen", "rejected")));

    private Source Source(IEnumerable<Question> asked) => Recipes.Source.From(
        asked.Select(q => Draft.From(q.Id, q.ClipId, ("question", q.Text), ("truth", q.Answer))),
        Clips.From($"{Lab.Plan.World}", Lab.Clips.Values));

    private string Weights => Lab.Plan.Fingerprint.Brief;

    /// <summary>A copy of the model that reads hints.</summary>
    private Lab Teller(Question[] questions, IProgress<Advance> progress)
    {
        var lab = Lab.Copy();
        var folder = new Cache(Path.Combine(Folder, "weights")).Open(
            "hints",
            Lab.Fingerprint.With("hinting", $"{Plan.Hinting}").With("lora", $"{Plan.Lora}").With("code of hints", "2"),
            into =>
            {
                using var scope = NewDisposeScope();
                using var adapters = Plan.Lora.Attach(lab.Model.Language, seed: 1, "hints");
                var data = RlaifData.From(lab, RlaifQuestions.From(lab));
                var pairs = RlaifData.Encode(questions.SelectMany(Hinted));
                new PreferenceRun(Papers.Named("sft"), Plan.Hinting, Seed: 1).Train(
                    lab.Model.Language, new Trained.Placed(adapters),
                    PreferenceData.From(lab.Model.Language, pairs, data.Media, ReferenceKept.Nothing),
                    progress.Of<PreferenceStep>(step => new Advance(
                        "taught to read hints", step.Step + 1, step.Total, "steps",
                        FormattableString.Invariant($"loss {step.Metrics["loss"]:0.000}"))));
                PeftAdapter.From(adapters).Save(into);
            });
        PeftAdapter.Load(folder, lab.Model.Language, "hints").Adapters.Place();
        return lab;
    }

    /// <summary>A question with its truth in front, and with another answer and the truth.</summary>
    private static IEnumerable<Pair> Hinted(Question question, int place)
    {
        var other = Mistake.Random(question, Pcg.From(1, Others, place));
        yield return new Pair(
            $"{question.Id}/hint", question.ClipId, $"{question.Answer} {question.Text}", question.Truth,
            new Answer("."));
        yield return new Pair(
            $"{question.Id}/reflect", question.ClipId, $"{other} {question.Answer} {question.Text}", question.Truth,
            new Answer("."));
    }

    /// <summary>A laboratory on these pairs: every fifth clip that has one is held out.</summary>
    private Lab Ground(IReadOnlyList<Draft> drafts, Func<Draft, Pair> pair)
    {
        var clips = drafts.Select(one => one.Clip).Distinct().Order(StringComparer.Ordinal).Index()
            .Where(clip => clip.Index % Fifth == 0).Select(clip => clip.Item).ToHashSet();
        return Lab.With(drafts.Select(pair), clips.Contains);
    }

    /// <summary>The first pairs of a fixed shuffle with their labels reversed, so that more noise holds less.</summary>
    private Lab Flipped(Lab lab, double share)
    {
        var pairs = lab.Training.Pairs;
        var flipped = Pcg.From(1, 0xF11B).Permutation(pairs.Count)
            .Take((int)Math.Round(share * pairs.Count)).ToHashSet();
        return share == 0
            ? lab : lab with { Training = Lab.Referred(pairs.Select((p, i) => flipped.Contains(i) ? p.Swap() : p)) };
    }

    private AnswerQuality Quality(IReadOnlyList<Draft> drafts, string kind, Dictionary<string, Question> truths)
    {
        using var scope = NewDisposeScope();
        var pairs = drafts.Select(one => Lab.Template.Apply(
            Lab.Tokenizer,
            new Pair(one.Id, one.Clip, one["question"], new Answer(one[kind]), new Answer(one[kind])))).ToArray();
        return new AnswerQuality(
            kind,
            drafts.Average(one =>
                Evaluate.Shapes.Rule.Judge(truths[one.Id], one[kind]) == Evaluate.Scoring.Verdict.Correct ? 1.0 : 0),
            Means(Lab.Referred(pairs)).Average(pair => pair.Chosen));
    }

    private static double MisRanked(PreferenceData data) =>
        Means(data).Average(pair => pair.Chosen < pair.Rejected ? 1.0 : 0);

    /// <summary>Mean log-probability of a token of each answer under the base model, nats.</summary>
    private static IReadOnlyList<(double Chosen, double Rejected)> Means(PreferenceData data)
    {
        var all = data.Reference.LogProbability.to(ScalarType.Float64).cpu().data<double>().ToArray();
        return [.. data.Pairs.Select((pair, i) =>
        {
            var from = data.Reference.Starts[i];
            return (
                all.AsSpan(from, pair.Chosen.Count).ToArray().Average(),
                all.AsSpan(from + pair.Chosen.Count, pair.Rejected.Count).ToArray().Average());
        })];
    }
}
