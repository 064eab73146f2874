using Kit.Pipelines.Alignment;
using Kit.Train.Preference;

namespace Kit.Pipelines.Tests.Alignment;

public sealed class StepMeterSpecs
{
    [Fact]
    public void A_step_is_measured_from_its_beginning_to_its_report()
    {
        var (time, told) = (new ManualTime(), new Told());
        var meter = new StepMeter(time, told);
        time.Advance(100);    // what stands before the first step is not its own
        meter.Begin();
        Assert.Equal("data", meter.Waiting(() => time.Advance(1, "data")));
        meter.Waiting(() => time.Advance(1, ""));
        time.Advance(6);
        meter.Report(new PreferenceStep(4, 10, new Dictionary<string, double> { ["loss"] = 0.5 })
        {
            Epoch = 1.25, Tokens = 400,
        });
        time.Advance(50);     // a checkpoint, an evaluation
        meter.Begin();
        time.Advance(2);
        meter.Report(new PreferenceStep(5, 10, new Dictionary<string, double>()) { Tokens = 100 });
        var (first, second) = (told.Reports[0], told.Reports[1]);
        Assert.Equal((4, 10), (first.Step, first.Total));
        Assert.Equal((0.5, 1.25, 400.0, 8.0, 50.0, 0.25), (
            first.Metrics["loss"], first.Metrics["epoch"], first.Metrics["tokens"], first.Metrics["seconds_per_step"],
            first.Metrics["tokens_per_second"], first.Metrics["data/wait_share"]));
        Assert.Equal((2.0, 50.0, 0.0), (second.Metrics["seconds_per_step"], second.Metrics["tokens_per_second"],
            second.Metrics["data/wait_share"]));
        Assert.InRange(first.Metrics["memory/peak_gib"], 0.01, 1000);
    }

    private sealed class Told : IProgress<StepReport>
    {
        public List<StepReport> Reports { get; } = [];

        public void Report(StepReport value) => Reports.Add(value);
    }

    private sealed class ManualTime : TimeProvider
    {
        private long seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => seconds;

        public void Advance(int by) => seconds += by;

        public T Advance<T>(int by, T result)
        {
            seconds += by;
            return result;
        }
    }
}
