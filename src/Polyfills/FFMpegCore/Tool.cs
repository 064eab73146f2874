using System.ComponentModel;
using System.Diagnostics;
using FFMpegCore.Exceptions;

namespace FFMpegCore;

/// <summary>One start of ffmpeg or ffprobe.</summary>
internal sealed record ToolCall(string Binary, string Arguments, FFOptions Options)
{
    /// <summary>Writes the standard input; null: there is none.</summary>
    public Func<Stream, CancellationToken, Task>? Source { get; init; }

    /// <summary>Reads the standard output; null: it is thrown away.</summary>
    public Func<Stream, CancellationToken, Task>? Sink { get; init; }

    public Action<string>? OnError { get; init; }
}

internal sealed record ToolResult(int ExitCode, IReadOnlyList<string> Errors)
{
    public FFMpegException Failure(string tool) => new(
        FFMpegExceptionType.Process, $"{tool} exited with non-zero exit-code ({ExitCode} - {Output})", null, Output);

    private string Output => string.Join('\n', Errors);
}

/// <summary>Runs a tool with all its streams drained at once, and leaves no process behind, however it ends.</summary>
internal static class Tool
{
    public static async Task<ToolResult> Run(ToolCall call, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var process = Start(call);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var work = Work(process, call, stop.Token);
        using var kill = stop.Token.Register(() => Kill(process));
        try
        {
            var errors = await work.ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return new ToolResult(process.ExitCode, errors);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            Kill(process);
        }
    }

    private static async Task<IReadOnlyList<string>> Work(Process process, ToolCall call, CancellationToken token)
    {
        var errors = ReadErrors(process, call.OnError);
        var output = Guarded(process, Read(process, call.Sink, token));
        var input = Guarded(process, Write(process, call.Source, token));
        await Task.WhenAll(errors, output, input).ConfigureAwait(false);
        await process.WaitForExitAsync(token).ConfigureAwait(false);
        return await errors.ConfigureAwait(false);
    }

    /// <summary>Our side failed: the tool is stopped, so that the other streams end too.</summary>
    private static async Task Guarded(Process process, Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    private static async Task<IReadOnlyList<string>> ReadErrors(Process process, Action<string>? notify)
    {
        var lines = new List<string>();
        while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            lines.Add(line);
            notify?.Invoke(line);
        }

        return lines;
    }

    private static Task Read(Process process, Func<Stream, CancellationToken, Task>? sink, CancellationToken token)
    {
        var output = process.StandardOutput.BaseStream;
        return sink is null ? output.CopyToAsync(Stream.Null, token) : sink(output, token);
    }

    private static async Task Write(
        Process process, Func<Stream, CancellationToken, Task>? source, CancellationToken token)
    {
        var input = process.StandardInput.BaseStream;
        try
        {
            if (source is not null) await source(input, token).ConfigureAwait(false);
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The tool stopped reading. Its exit code and its standard error say why.
        }
    }

    private static Process Start(ToolCall call)
    {
        try
        {
            return Process.Start(Information(call))!;
        }
        catch (Win32Exception error)
        {
            var name = Path.GetFileNameWithoutExtension(call.Binary);
            throw new FFMpegException(FFMpegExceptionType.Operation, $"{name} was not found on your system", error);
        }
    }

    private static ProcessStartInfo Information(ToolCall call) => new(call.Binary, call.Arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardErrorEncoding = call.Options.Encoding,
        UseShellExecute = false,
        WorkingDirectory = call.Options.WorkingDirectory,
    };

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // Already gone.
        }
    }
}
