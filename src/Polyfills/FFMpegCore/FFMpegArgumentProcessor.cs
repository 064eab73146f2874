using FFMpegCore.Enums;

namespace FFMpegCore;

/// <summary>A finished command line, ready to run.</summary>
public class FFMpegArgumentProcessor
{
    private readonly FFMpegArguments arguments;
    private CancellationToken token;
    private Action<string>? onError;
    private FFMpegLogLevel? logLevel;

    internal FFMpegArgumentProcessor(FFMpegArguments ffMpegArguments) => arguments = ffMpegArguments;

    public string Arguments => arguments.Text;

    /// <summary>Stops ffmpeg and everything it started when <paramref name="token"/> is cancelled.</summary>
    /// <param name="timeout">Here without effect: with pipes there is no gentle way to stop.</param>
    public FFMpegArgumentProcessor CancellableThrough(CancellationToken token, int timeout = 0)
    {
        token.ThrowIfCancellationRequested();
        this.token = token;
        return this;
    }

    /// <summary>Receives each line of ffmpeg's standard error.</summary>
    public FFMpegArgumentProcessor NotifyOnError(Action<string> onError)
    {
        this.onError = onError;
        return this;
    }

    public FFMpegArgumentProcessor WithLogLevel(FFMpegLogLevel logLevel)
    {
        this.logLevel = logLevel;
        return this;
    }

    public bool ProcessSynchronously(bool throwOnError = true, FFOptions? ffMpegOptions = null) =>
        ProcessAsynchronously(throwOnError, ffMpegOptions).GetAwaiter().GetResult();

    public async Task<bool> ProcessAsynchronously(bool throwOnError = true, FFOptions? ffMpegOptions = null)
    {
        try
        {
            var result = await Start(ffMpegOptions ?? GlobalFFOptions.Current).ConfigureAwait(false);
            return result.ExitCode == 0 || (throwOnError ? throw result.Failure("ffmpeg") : false);
        }
        catch (OperationCanceledException) when (!throwOnError)
        {
            return false;
        }
    }

    private Task<ToolResult> Start(FFOptions options)
    {
        if (arguments.MustExist is { } file && !File.Exists(file))
            throw new FileNotFoundException("Input file not found", file);
        return Tool.Run(new ToolCall(GlobalFFOptions.GetFFMpegBinaryPath(options), Text(options), options)
        {
            Source = arguments.Source is { } source ? source.WriteAsync : null,
            Sink = arguments.Sink is { } sink ? sink.ReadAsync : null,
            OnError = onError,
        }, token);
    }

    private string Text(FFOptions options) => (logLevel ?? options.LogLevel) is { } level
        ? $"-v {level.ToString().ToLowerInvariant()} {arguments.Text}"
        : arguments.Text;
}
