using System.Globalization;
using Google.Protobuf;
using Kit.Train.Metrics;

namespace Kit.Train.TensorBoard;

/// <summary>Metrics as TensorBoard reads them: one event file a run or resumption, on disk after every step.</summary>
/// <remarks>Tags are those of the Hugging Face trainer: <c>train/loss</c>, <c>train/rewards/chosen</c>; names that
/// begin with <c>eval/</c> stay as they are. Fields of <c>Event</c>: wall_time 1, step 2, file_version 3, summary 5,
/// session_log 7; of <c>Summary</c>: value 1; of a value: tag 1, simple_value 2, a float32.</remarks>
public sealed class EventWriter : IDisposable
{
    private const int WallTime = 1, Step = 2, FileVersion = 3, SummaryField = 5, SessionLog = 7;
    private const int Value = 1, Tag = 1, SimpleValue = 2, Status = 1, Started = 1;
    private const string Version = "brain.Event:2", Evaluated = "eval/";

    private readonly FileStream file;
    private readonly TimeProvider time;

    private EventWriter(FileStream file, TimeProvider time) => (this.file, this.time) = (file, time);

    /// <summary>A new file in the folder; earlier ones stay.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="resumed">The first step of a resumed run: what earlier files say of it and of later steps is not
    /// shown any more. Null for a new run.</param>
    public static EventWriter Open(string folder, long? resumed = null) => Open(folder, resumed, TimeProvider.System);

    internal static EventWriter Open(string folder, long? resumed, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var writer = new EventWriter(Fresh(folder, time.GetUtcNow().ToUnixTimeSeconds()), time);
        writer.Write(null, event_ => Text(event_, FileVersion, Version));
        if (resumed is { } step) writer.Write(step, event_ => Nested(event_, SessionLog, log =>
        {
            log.WriteTag(Status, WireFormat.WireType.Varint);
            log.WriteEnum(Started);
        }));
        return writer;
    }

    /// <summary>A step's scalars.</summary>
    public void Write(MetricRow row)
    {
        Write(row.Step, event_ => Nested(event_, SummaryField, summary =>
        {
            foreach (var metric in row.Values)
                Nested(summary, Value, value =>
                {
                    Text(value, Tag, TagOf(metric.Name));
                    value.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
                    value.WriteFloat((float)metric.Value);
                });
        }));
    }

    public void Dispose() => file.Dispose();

    /// <summary>The tag of a metric.</summary>
    public static string TagOf(string name) =>
        name.StartsWith(Evaluated, StringComparison.Ordinal) ? name : $"train/{name}";

    private void Write(long? step, Action<CodedOutputStream> body)
    {
        var record = Message(event_ =>
        {
            event_.WriteTag(WallTime, WireFormat.WireType.Fixed64);
            event_.WriteDouble((time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
            if (step is { } number)
            {
                event_.WriteTag(Step, WireFormat.WireType.Varint);
                event_.WriteInt64(number);
            }

            body(event_);
        });
        TfRecords.Write(file, record);
        file.Flush();
    }

    private static byte[] Message(Action<CodedOutputStream> body)
    {
        using var bytes = new MemoryStream();
        using (var message = new CodedOutputStream(bytes)) body(message);
        return bytes.ToArray();
    }

    private static void Nested(CodedOutputStream message, int field, Action<CodedOutputStream> body)
    {
        message.WriteTag(field, WireFormat.WireType.LengthDelimited);
        message.WriteBytes(ByteString.CopyFrom(Message(body)));
    }

    private static void Text(CodedOutputStream message, int field, string text)
    {
        message.WriteTag(field, WireFormat.WireType.LengthDelimited);
        message.WriteString(text);
    }

    /// <summary>TensorBoard reads files whose name holds <c>tfevents</c> in the order of their names.</summary>
    private static FileStream Fresh(string folder, long seconds)
    {
        for (var number = 0; ; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{seconds}.kit.{number}");
            var path = Path.Combine(folder, name);
            if (File.Exists(path)) continue;
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
    }
}
