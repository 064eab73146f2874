using FFMpegCore.Pipes;

namespace Kit.Data.Video;

/// <summary>Feeds picture files of one kind to ffmpeg, one after another. Only their bytes go there: no name ever
/// stands in a command.</summary>
internal sealed record PicturePipe(string Demuxer, IReadOnlyList<string> Paths) : IPipeSource
{
    public string GetStreamArguments() => $"-f {Demuxer}";

    public async Task WriteAsync(Stream outputStream, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var path in Paths) await Copy(path, outputStream, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // ffmpeg stopped reading, or a file is gone. The frames that are missing then say so.
        }
    }

    private static async Task Copy(string path, Stream to, CancellationToken cancellation)
    {
        var file = File.OpenRead(path);
        await using (file.ConfigureAwait(false)) await file.CopyToAsync(to, cancellation).ConfigureAwait(false);
    }
}
