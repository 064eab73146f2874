using FFMpegCore.Pipes;
using Kit.Video;

namespace Kit.Data.MovingShapes;

/// <summary>One frame on its way to the encoder.</summary>
internal sealed record RawFrame(int Width, int Height, ReadOnlyMemory<byte> Rgb) : IVideoFrame
{
    public string Format => "rgb24";

    public static IEnumerable<RawFrame> From(Frames frames) =>
        Enumerable.Range(0, frames.Count).Select(n => new RawFrame(frames.Width, frames.Height, frames[n]));

    public void Serialize(Stream pipe) => pipe.Write(Rgb.Span);

    public Task SerializeAsync(Stream pipe, CancellationToken token) => pipe.WriteAsync(Rgb, token).AsTask();
}
