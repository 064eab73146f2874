using Kit.Evaluate.Judging;
using Kit.Evaluate.Running;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Statistics;
using Kit.Pairs;

namespace Kit.Evaluate.Benchmarks;

/// <summary>A benchmark's result, with everything that its numbers depend on.</summary>
/// <param name="Benchmark">Its name.</param>
/// <param name="Subject">What was measured.</param>
/// <param name="Protocol">Under which conditions, the judge among them.</param>
/// <param name="Marking">Every answer as it was scored.</param>
/// <param name="Scores">The official numbers.</param>
/// <param name="Estimate">The headline with its clustered standard error and interval; null where it is no
/// mean.</param>
/// <param name="Detectable">The smallest difference to another model that this size finds with 80 %; null likewise.
/// </param>
/// <param name="Ledger">Every question: scored, or why not.</param>
[TypeFormatterSource]
public sealed record BenchmarkResult(
    string Benchmark, Subject Subject, Protocol Protocol, Marking Marking, Scoreboard Scores, Estimate? Estimate,
    double? Detectable, Ledger Ledger)
{
    /// <summary>Questions that were scored.</summary>
    public int Scored => Ledger.Used;

    /// <summary>Scores answers; without one the question is left out and named.</summary>
    /// <param name="benchmark">Whose rules are used.</param>
    /// <param name="questions">With their faults, which go into the ledger.</param>
    /// <param name="answers">With the failures of the run, which go into the ledger.</param>
    /// <param name="subject">What was measured.</param>
    /// <param name="protocol">Under which conditions, apart from the judge.</param>
    /// <param name="judge">Null scores by rule alone, and the protocol says so.</param>
    /// <param name="cancellation">Stops between requests.</param>
    public static async Task<BenchmarkResult> FromAsync(
        Benchmark benchmark, QuestionSet questions, RunAnswers answers, Subject subject, Protocol protocol,
        Judge? judge = null, CancellationToken cancellation = default)
    {
        var marking = await Marking.FromAsync(benchmark, questions.Items, answers.Answers, judge, cancellation)
            .ConfigureAwait(false);
        var board = benchmark.Aggregation.Apply(marking.Marks);
        var estimate = board.Estimate(new Bootstrap());
        return new BenchmarkResult(
            benchmark.Name, subject, Judged(protocol, benchmark, judge), marking, board, estimate,
            estimate is null ? null : new DetectableDifference().Unpaired(estimate.StandardError),
            Accounted(questions, answers, marking));
    }

    /// <summary>candidate − baseline on the same items: the clustered interval, in the headline's unit over its
    /// scale.</summary>
    public static Estimate Difference(BenchmarkResult baseline, BenchmarkResult candidate, Bootstrap bootstrap)
    {
        baseline.Protocol.Require(
            candidate.Protocol, $"Comparing {baseline.Subject.Name} and {candidate.Subject.Name}");
        return bootstrap.Difference(baseline.Measurements, candidate.Measurements);
    }

    /// <summary>What each unit of the headline scored.</summary>
    public Measurements Measurements => new(Subject.Name, [.. Scores.Units.Select(unit => unit.Observation)]);

    private static Protocol Judged(Protocol protocol, Benchmark benchmark, Judge? judge) => protocol with
    {
        Parser = $"{benchmark.Extraction}; {benchmark.Aggregation}",
        Judge = judge is not null && benchmark.Rubric is { } rubric ? $"{judge.Identity}: {rubric}" : "none",
    };

    private static Ledger Accounted(QuestionSet questions, RunAnswers answers, Marking marking)
    {
        var ledger = questions.Faults.Merge(answers.Failed);
        foreach (var mark in marking.Marks)
            ledger = ledger.Add(mark.Item.Id, mark.Judgement is { Ruling: not Ruling.Decided and var loss }
                ? new Fate.Failed(
                    FormattableString.Invariant($"judge: {loss.Why}, after {mark.Judgement.Calls} requests"))
                : new Fate.Used());
        foreach (var left in marking.Left.Entries.Where(left => !answers.Failed.Entries.Any(f => f.Id == left.Id)))
            ledger = ledger.Add(left.Id, left.Fate);
        return ledger;
    }
}
