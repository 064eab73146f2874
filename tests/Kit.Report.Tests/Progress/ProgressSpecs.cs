using Kit.Pipelines;

namespace Kit.Report.Tests.Progress;

public class ProgressSpecs
{
    [Fact]
    public void A_log_says_start_pace_and_end()
    {
        var (console, text) = Given.Console();
        var time = new ManualTime();
        using (var stage = new LineStages(console, time).Begin("train RRPO", 40, "steps"))
        {
            Assert.Equal("train RRPO: 0/40 steps\n", Text(text));
            for (var step = 1; step <= 40; step++)
            {
                time.Advance(TimeSpan.FromSeconds(0.25));
                stage.Count(100, "tokens");
                stage.Advance(1, "loss 0.5");
            }
        }

        Assert.Equal(
            "train RRPO: 0/40 steps\n"
            + "train RRPO: 20/40 steps, 4 steps/s, 400 tokens/s, 5.0 s left, loss 0.5\n"
            + "train RRPO: 40/40 steps in 10.0 s, 4 steps/s, 400 tokens/s\n",
            Text(text));
    }

    [Fact]
    public void Remaining_time_follows_the_mean_pace()
    {
        var time = new ManualTime();
        using var stage = new LineStages(Given.Console().Console, time).Begin("s", 10, "steps");
        Assert.Null(stage.Remaining);
        time.Advance(TimeSpan.FromSeconds(6));
        stage.Advance(3);
        Assert.Equal(TimeSpan.FromSeconds(14), stage.Remaining);
    }

    /// <summary>A recipe of one name that is run again reports nothing done of a stage that is open.</summary>
    [Fact]
    public void A_stage_that_stands_at_nothing_says_how_long()
    {
        var (console, text) = Given.Console();
        var time = new ManualTime();
        using (var stage = new LineStages(console, time).Begin("s", 10, "drafts"))
        {
            time.Advance(TimeSpan.FromSeconds(6));
            stage.Advance(0);
        }

        Assert.Contains("s: 0/10 drafts, 6.0 s so far\n", Text(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_of_nothing_ends_too()
    {
        var (console, text) = Given.Console();
        using (new LineStages(console, new ManualTime()).Begin("empty", 0, "clips")) { }
        Assert.Equal("empty: 0/0 clips\nempty: 0/0 clips in 0.0 s\n", Text(text));
    }

    [Fact]
    public void Each_advances_by_item_and_returns_the_results()
    {
        var (console, text) = Given.Console();
        var lengths = RunProgress.Run(console, stages => stages.Each("read", ["a", "bb"], "clips", s => s.Length));
        Assert.Equal([1, 2], lengths);
        Assert.Contains("read: 2/2 clips in ", Text(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipelines_advances_open_and_close_stages()
    {
        var (console, text) = Given.Console();
        using (var listener = new StageListener(new LineStages(console, new ManualTime())))
            foreach (var (stage, done) in new[] { ("read", 0), ("read", 3), ("train", 2), ("train", 3), ("train", 1) })
                listener.Report(new Advance(stage, done, 3, "steps"));
        Assert.Equal(
            "read: 0/3 steps\nread: 3/3 steps in 0.0 s\ntrain: 0/3 steps\ntrain: 3/3 steps in 0.0 s\n"
            + "train: 0/3 steps\ntrain: 1/3 steps in 0.0 s\n",
            Text(text));
    }

    [Fact]
    public void Stages_of_several_threads_run_side_by_side()
    {
        var (console, text) = Given.Console();
        using (var listener = new StageListener(new LineStages(console, new ManualTime())))
            foreach (var (stage, done) in new[] { ("dpo", 1), ("rrpo", 1), ("dpo", 2), ("rrpo", 2), ("exam", 1) })
                listener.Report(new Advance(stage, done, 2, "steps"));
        Assert.Equal(
            "dpo: 0/2 steps\nrrpo: 0/2 steps\ndpo: 2/2 steps in 0.0 s\nrrpo: 2/2 steps in 0.0 s\n"
            + "exam: 0/2 steps\nexam: 1/2 steps in 0.0 s\n",
            Text(text));
    }

    [Fact]
    public void Listening_returns_what_the_work_returns()
    {
        var (console, text) = Given.Console();
        var result = RunProgress.Listen(console, progress =>
        {
            progress.Report(new Advance("read", 2, 2, "clips"));
            return 7;
        });
        Assert.Equal(7, result);
        Assert.Contains("read: 2/2 clips in ", Text(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_times_are_in_minutes()
    {
        var (console, text) = Given.Console();
        var time = new ManualTime();
        using (var stage = new LineStages(console, time).Begin("s", 2, "steps"))
        {
            time.Advance(TimeSpan.FromSeconds(125));
            stage.Advance();
        }

        Assert.Contains("2 min 5 s left", Text(text), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_cannot_move_the_cursor()
    {
        var (console, text) = Given.Console();
        new LineStages(console, TimeProvider.System).Say("[bold]\u001b[2J");
        Assert.Equal("[bold]\uFFFD[2J\n", Text(text));
    }

    private static string Text(StringWriter text) => text.ToString().ReplaceLineEndings("\n");

    private sealed class ManualTime : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Advance(TimeSpan span) => ticks += span.Ticks;
    }
}
