using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Scoring;
using Kit.Pairs;

namespace Kit.Evaluate.Judging;

/// <summary>All answers of a run as they were scored, and what could not be.</summary>
/// <param name="Marks">In the order of the questions.</param>
/// <param name="Left">Questions that were not scored, each with its reason.</param>
public sealed record Marking(Sequence<Mark> Marks, Ledger Left)
{
    /// <summary>Marks by rule, and by judge where the rule finds no answer and the benchmark has a rubric.</summary>
    /// <param name="benchmark">Whose rules are used.</param>
    /// <param name="items">All questions.</param>
    /// <param name="answers">By id; a question without one is left out and named.</param>
    /// <param name="judge">Null scores by rule alone: what no rule recognises is wrong, and where only a judge decides
    /// it is left out.</param>
    /// <param name="cancellation">Stops between requests.</param>
    public static async Task<Marking> FromAsync(
        Benchmark benchmark, IReadOnlyList<Item> items, IReadOnlyDictionary<string, string?> answers,
        Judge? judge = null, CancellationToken cancellation = default)
    {
        var left = Ledger.Empty;
        var marks = new List<Mark>(items.Count);
        var whole = items.GroupBy(item => item.Group)
            .Where(group => group.All(item => answers.ContainsKey(item.Id))).Select(group => group.Key).ToHashSet();
        foreach (var item in items)
        {
            try
            {
                if (whole.Contains(item.Group)) marks.Add(benchmark.Mark(item, answers[item.Id]));
                else left = left.Add(item.Id, new Fate.Dropped(Reason.Named("no-answer")));
            }
            catch (ArgumentException refusal)
            {
                left = left.Add(item.Id, new Fate.Failed(refusal.Message));
            }
        }

        var judged = judge is null || benchmark.Rubric is not { } rubric ? marks
            : await Judged(rubric, judge, marks, cancellation).ConfigureAwait(false);
        return new Marking(Sequence.From(judged.AsEnumerable()), left);
    }

    /// <summary>Answers in which the rule found nothing, as a share of all; the judge's rulings are not
    /// asked.</summary>
    public double ParseFailure => Marks.Count(mark => mark.Finding.Verdict == Verdict.Unparsed) / (double)Marks.Count;

    /// <summary>Judged answers without a usable output, as a share of those judged; NaN when none was.</summary>
    public double JudgeFailure => Marks.Count(m => m.Judgement is { Ruling: not Ruling.Decided })
        / (double)Marks.Count(m => m.Judgement is not null);

    private static async Task<List<Mark>> Judged(
        Rubric rubric, Judge judge, List<Mark> marks, CancellationToken cancellation)
    {
        var groups = marks.Where(NeedsJudge).GroupBy(mark => mark.Item.Group).ToList();
        var asked = groups.Select(group => rubric.DecideAsync(judge, [.. group], cancellation));
        var rulings = await Task.WhenAll(asked).ConfigureAwait(false);
        var byGroup = groups.Zip(rulings).ToDictionary(pair => pair.First.Key, pair => pair.Second);
        return [.. marks.Select(mark => NeedsJudge(mark) ? mark with { Judgement = byGroup[mark.Item.Group] } : mark)];
    }

    private static bool NeedsJudge(Mark mark) =>
        mark.Answer is not null && mark.Finding.Verdict == Verdict.Unparsed;
}
