using System.Text;
using FsCheck.Fluent;
using Kit.Train.Metrics;
using Kit.Train.TensorBoard;

namespace Kit.Train.Tests.TensorBoard;

public sealed class EventSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-events-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>RFC 3720, B.4, and the check value of the CRC's catalogue.</summary>
    [Fact]
    public void Checksums_are_those_of_the_standard()
    {
        Assert.Equal(0xE3069283, TfRecords.Crc32C("123456789"u8));
        Assert.Equal(0x8A9136AA, TfRecords.Crc32C(new byte[32]));
        Assert.Equal(0x62A8AB43u, TfRecords.Crc32C([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, TfRecords.Crc32C([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0u, TfRecords.Crc32C([]));
    }

    /// <summary>What TensorFlow's own files open with: a record of 24 bytes.</summary>
    [Fact]
    public void A_file_opens_as_TensorFlows_do()
    {
        var before = Now();
        using (EventWriter.Open(folder)) { }
        var after = Now();
        var file = File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder, "*tfevents*")));
        Assert.Equal([0x18, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0x7F, 0x4B, 0x22], file[..12]);
        var fields = EventReader.Fields(Assert.Single(EventReader.Records(file)));
        Assert.Equal("brain.Event:2", Encoding.ASCII.GetString((byte[])fields.Single(f => f.Field == 3).Value));
        Assert.InRange((double)fields.Single(f => f.Field == 1).Value, before - 1, after + 1);

        static double Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1e3;
    }

    [Fact]
    public void Scalars_are_read_back_under_the_trainers_names()
    {
        using (var writer = EventWriter.Open(folder))
        {
            writer.Write(MetricRow.From(0, ("loss", 0.6931), ("rewards/chosen", -0.25), ("eval/loss", 0.7)));
            writer.Write(MetricRow.From(300, ("loss", double.NaN)));
            Assert.Equal(
                [(0, "train/loss", 0.6931f), (0, "train/rewards/chosen", -0.25f), (0, "eval/loss", 0.7f), (300, "train/loss", float.NaN)],
                Scalars());
        }
    }

    [Fact]
    public void Any_step_and_value_come_back() => Given.Always(
        (from step in Gen.OneOf(Gen.Choose(0, 1000).Select(i => (long)i), Gen.Choose(0, int.MaxValue).Select(i => (long)i << 20))
         from value in ArbMap.Default.GeneratorFor<double>()
         select (Step: step, Value: value)).ToArbitrary(),
        given =>
        {
            foreach (var file in Directory.GetFiles(folder)) File.Delete(file);
            using (var writer = EventWriter.Open(folder)) writer.Write(MetricRow.From(given.Step, ("λ", given.Value)));
            Assert.Equal((given.Step, "train/λ", (float)given.Value), Assert.Single(Scalars()));
        });

    /// <summary>SessionLog.START, by which TensorBoard forgets what earlier files say from that step on.</summary>
    [Fact]
    public void A_resumed_run_takes_its_later_steps_back()
    {
        using (var writer = EventWriter.Open(folder)) writer.Write(MetricRow.From(7, ("loss", 1)));
        using (var writer = EventWriter.Open(folder, resumed: 5)) writer.Write(MetricRow.From(5, ("loss", 2)));
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(2, files.Length);
        var start = EventReader.Fields(EventReader.Records(File.ReadAllBytes(files[1]))[1]);
        Assert.Equal(5UL, start.Single(f => f.Field == 2).Value);
        Assert.Equal([(1, (object)1UL)], EventReader.Fields((byte[])start.Single(f => f.Field == 7).Value));
        Assert.DoesNotContain(EventReader.Records(File.ReadAllBytes(files[0])), r => EventReader.Fields(r).Any(f => f.Field == 7));
    }

    private List<(long Step, string Tag, float Value)> Scalars() => [.. Directory.GetFiles(folder)
        .SelectMany(path =>
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return EventReader.Scalars(bytes.ToArray());
        })];
}
