using System.Text.Json;
using System.Text.Json.Serialization;
using FFMpegCore.Exceptions;

namespace FFMpegCore;

/// <summary>Asks ffprobe about a file.</summary>
public static class FFProbe
{
    private static readonly JsonSerializerOptions Numbers = new()
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    public static IMediaAnalysis Analyse(
        string filePath, FFOptions? ffOptions = null, string? customArguments = null) =>
        AnalyseAsync(filePath, ffOptions, default, customArguments).GetAwaiter().GetResult();

    public static async Task<IMediaAnalysis> AnalyseAsync(
        string filePath, FFOptions? ffOptions = null, CancellationToken cancellationToken = default,
        string? customArguments = null)
    {
        const string what = "-loglevel error -print_format json -show_format -sexagesimal -show_streams";
        var (json, errors) = await Ask(what, filePath, ffOptions, customArguments, cancellationToken)
            .ConfigureAwait(false);
        return MediaAnalysis.Parse(json, errors);
    }

    public static FFProbePackets GetPackets(
        string filePath, FFOptions? ffOptions = null, string? customArguments = null) =>
        GetPacketsAsync(filePath, ffOptions, default, customArguments).GetAwaiter().GetResult();

    public static async Task<FFProbePackets> GetPacketsAsync(
        string filePath, FFOptions? ffOptions = null, CancellationToken cancellationToken = default,
        string? customArguments = null)
    {
        const string what = "-loglevel error -print_format json -show_packets -v quiet -sexagesimal";
        var (json, _) = await Ask(what, filePath, ffOptions, customArguments, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize<FFProbePackets>(json, Numbers)!;
    }

    private static async Task<(byte[] Json, IReadOnlyList<string> Errors)> Ask(
        string what, string file, FFOptions? options, string? custom, CancellationToken cancellation)
    {
        if (!File.Exists(file)) throw new FFMpegException(FFMpegExceptionType.File, $"No file found at '{file}'");
        options ??= GlobalFFOptions.Current;
        using var output = new MemoryStream();
        var arguments = $"{what} {CommandLine.Quote(file)} {custom}";
        var result = await Tool.Run(new ToolCall(GlobalFFOptions.GetFFProbeBinaryPath(options), arguments, options)
        {
            Sink = (stream, token) => stream.CopyToAsync(output, token),
        }, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 ? (output.ToArray(), result.Errors) : throw result.Failure("ffprobe");
    }
}
