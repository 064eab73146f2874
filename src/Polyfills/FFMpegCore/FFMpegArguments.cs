using FFMpegCore.Pipes;

namespace FFMpegCore;

/// <summary>An ffmpeg command line under construction: inputs first, then one output.</summary>
public sealed class FFMpegArguments
{
    private readonly List<string> parts = [];

    private FFMpegArguments() { }

    public string Text => string.Join(' ', parts);

    internal IPipeSource? Source { get; private set; }

    internal IPipeSink? Sink { get; private set; }

    internal string? MustExist { get; private set; }

    public static FFMpegArguments FromFileInput(
        string filePath, bool verifyExists = true, Action<FFMpegArgumentOptions>? addArguments = null) =>
        new FFMpegArguments { MustExist = verifyExists ? filePath : null }
            .Add(addArguments, $"-i {CommandLine.Quote(filePath)}");

    public static FFMpegArguments FromPipeInput(
        IPipeSource sourcePipe, Action<FFMpegArgumentOptions>? addArguments = null) =>
        new FFMpegArguments { Source = sourcePipe }.Add(addArguments, $"{sourcePipe.GetStreamArguments()} -i pipe:0");

    public FFMpegArgumentProcessor OutputToFile(
        string file, bool overwrite = true, Action<FFMpegArgumentOptions>? addArguments = null) =>
        new(Add(addArguments, CommandLine.Quote(file) + (overwrite ? " -y" : " -n")));

    public FFMpegArgumentProcessor OutputToPipe(IPipeSink reader, Action<FFMpegArgumentOptions>? addArguments = null)
    {
        Sink = reader;
        return new FFMpegArgumentProcessor(Add(addArguments, "pipe:1"));
    }

    private FFMpegArguments Add(Action<FFMpegArgumentOptions>? configure, string last)
    {
        var options = new FFMpegArgumentOptions();
        configure?.Invoke(options);
        parts.AddRange(options.Parts);
        parts.Add(last);
        return this;
    }
}
