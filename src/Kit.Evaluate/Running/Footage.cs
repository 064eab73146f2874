using Kit.Data.Video;
using Kit.Evaluate.Benchmarks;
using Kit.Video;

namespace Kit.Evaluate.Running;

/// <summary>Everything that is asked about one clip or one part of it.</summary>
internal sealed record Footage(string Video, Segment? Segment, Sequence<Item> Items)
{
    /// <summary>Items by clip and part, in the order of their first question; those without a video apart.</summary>
    public static IReadOnlyList<Footage> From(IEnumerable<Item> items) =>
    [
        .. items.Where(item => item.Video != "").GroupBy(item => (item.Video, item.Segment))
            .Select(group => new Footage(group.Key.Video, group.Key.Segment, Sequence.From(group))),
    ];

    /// <summary>The frames that a plan chooses from the clip or its part.</summary>
    public Frames Read(VideoFolder videos, FramePlan plan, FrameSize? size, CancellationToken cancellation)
    {
        var file = videos.Open(Video, cancellation);
        return Segment is null
            ? file.Read(plan, size, cancellation)
            : file.ReadFrames(Within(file, plan, Segment), size, cancellation);
    }

    /// <summary>The plan applied to the frames shown from the part's start to its end.</summary>
    private static Sequence<int> Within(VideoFile file, FramePlan plan, Segment segment)
    {
        var first = file.FrameAt(Math.Min(segment.Start, file.Duration));
        var last = file.FrameAt(Math.Min(segment.End, file.Duration));
        return [.. plan.Apply(last - first + 1, file.FrameRate).Indices.Select(index => first + index)];
    }
}
