using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines;
using Kit.Train.Preference;
using static Kit.Papers;

namespace Kit.Report.Tests.Ablations;

/// <summary>What one run would have found, as numbers that a claim reads.</summary>
/// <param name="Kl">Held-out KL(ref‖policy) of chosen answers, nats.</param>
/// <param name="Rest">Held-out mean |Δlogp| of unmarked tokens.</param>
/// <param name="Chosen">Held-out Δlogp of chosen answers, nats.</param>
/// <param name="Both">Pairs of ten with both answers right; the base model has five.</param>
/// <param name="Margin">Reward margin at the last step.</param>
/// <param name="LastKl">KL of chosen answers at the last step, nats.</param>
/// <param name="Norm">The gradient's at the first step.</param>
internal sealed record Trial(
    double Kl = 1, double Rest = 1, double Chosen = -1, int Both = 5, double Margin = 1, double LastKl = 1,
    double Norm = 1)
{
    private static readonly (string Name, Objective Objective)[] Losses =
    [
        ("DPO", Dpo), ("DPO + TokenKL", Dpo + 0.01 * TokenKL), ("RRPO without KL", Rrpo.Without(TokenKL)), ("RRPO", Rrpo),
    ];

    /// <summary>An ablation over the four losses in which every run found what the function says.</summary>
    public static AblationResult Result(int seeds, Func<string, long, Trial> found)
    {
        var ablation = Ablation.Over([.. Losses.Select(l => new Variant(l.Name, l.Objective))]).Seeds(seeds);
        return new AblationResult(
            ablation, Exam(5),
            [.. ablation.Variants.SelectMany(v => ablation.SeedList.Select(s => found(v.Name, s).Run(v, s)))],
            Given.Protocol);
    }

    public static Claim Claim(string title, int seeds, Func<string, long, Trial> found) =>
        Kit.Report.Ablations.AblationClaims.From(Result(seeds, found)).Single(c => c.Title == title);

    private AblationRun Run(Variant variant, long seed) => new(
        variant, seed,
        [Step(0, 100, 1e-9, Norm), Step(1, Margin, LastKl, 100)],
        new Dictionary<string, double>
        {
            ["kl/chosen"] = Kl, ["drift/rest"] = Rest, ["delta/chosen"] = Chosen, ["displacement"] = 0.5,
        },
        Exam(Both), Seconds: 1);

    private static PreferenceStep Step(int step, double margin, double kl, double norm) => new(step, 2, new Dictionary<string, double>
    {
        ["loss"] = 0.5, ["grad_norm"] = norm, ["rewards/margins"] = margin, ["kl/chosen"] = kl, ["rewards/accuracies"] = 1, ["delta/chosen"] = 0,
        ["delta/rejected"] = 0,
    });

    private static ExamResult Exam(int both) => new(
        [new Outcome("q", "clip", "colour", "open", "red", "red", Verdict.Correct)],
        [.. Enumerable.Range(0, 10).Select(i => new HallucinationOutcome(
            $"pair {i}", $"clip {i}", Verdict.Correct, i < both ? Verdict.Correct : Verdict.Wrong))]);
}
