using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Statistics;

namespace Kit.Evaluate.Benchmarks.Aggregations;

public abstract partial record Aggregation
{
    /// <summary>Zero-shot question answering: Accuracy = yes / (yes + no), Average score = mean over all that were
    /// counted.</summary>
    /// <remarks>Quirk, kept: what is neither yes nor no counts in the score only.</remarks>
    public sealed record YesShare : Aggregation
    {
        public override string Name => "yes / (yes + no), mean score";

        public override Scoreboard Apply(IReadOnlyList<Mark> marks)
        {
            Mark[] counted = [.. marks.Where(Decided)];
            Mark[] polar = [.. counted.Where(mark => mark.Verdict != Verdict.Unparsed)];
            var (yes, sum) = (polar.Count(Right), counted.Sum(mark => mark.Credit));
            return new("Accuracy", 1,
                [
                    new("", "Accuracy", yes / (double)polar.Length, yes, polar.Length),
                    new("", "Average score", sum / counted.Length, sum, counted.Length),
                    new("", "Yes count", yes, yes, polar.Length),
                    new("", "No count", polar.Length - yes, polar.Length - yes, polar.Length),
                ],
                [.. polar.Select(mark => new Unit(new Observation(
                    mark.Item.Id, 0, mark.Item.Video, Right(mark) ? 1 : 0)))], [.. Losses(marks)]);
        }
    }

    /// <summary>Video-ChatGPT: the mean of the scores, 0 to 5.</summary>
    /// <remarks>Quirk: an output without a usable score stops the official script; it is left out and noted
    /// here.</remarks>
    public sealed record MeanScore : Aggregation
    {
        public override string Name => "mean score";

        public override Scoreboard Apply(IReadOnlyList<Mark> marks)
        {
            Mark[] counted = [.. marks.DistinctBy(mark => mark.Item.Group).Where(Decided)];
            var sum = counted.Sum(mark => mark.Credit);
            return new("average", 1, [new("", "average", sum / counted.Length, sum, counted.Length)],
                [.. counted.Select(mark => UnitOf(mark))],
                [.. Losses([.. marks.DistinctBy(mark => mark.Item.Group)])]);
        }
    }

    private static bool Decided(Mark mark) => mark.Judgement?.Ruling is Ruling.Decided;

    private static IEnumerable<string> Losses(IReadOnlyList<Mark> marks) =>
        from mark in marks
        let loss = mark.Judgement?.Ruling switch
        {
            null => mark.Answer is null ? "null instead of an answer" : "no judge was given",
            Ruling.Dropped dropped => $"judge: {dropped.Why}; left out",
            Ruling.Unreadable unreadable => $"judge: {unreadable.Why}; left out",
            Ruling.Stops stops => $"judge: the official script stops here with {stops.Why}; left out",
            _ => null,
        }
        where loss is not null
        select $"{mark.Item.Group}: {loss}";
}
