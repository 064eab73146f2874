using Kit.Data.MovingShapes;

namespace Kit.Data.Tests.MovingShapes;

public class RasteriserSpecs
{
    private static readonly Backdrop Flat = new(10, 20, 30, 0, 0, 0, 1);

    /// <summary>A red square of 16 pixels that goes from column 12 to column 36 in two seconds, at row 32.</summary>
    private static Scene Walk(params Extra[] extras) => new(2,
        new Hero(new(Colour.Red, Shape.Square), Direction.Right, Speed.Slowly, 16 / 64.0,
            new Motion(new(12 / 64.0, 0.5), new(36 / 64.0, 0.5), 0, 2)),
        Sequence.From(extras), Flat);

    [Fact]
    public void A_frame_shows_the_scene_at_its_second()
    {
        var frames = Rasteriser.Draw(Walk(), 64, 8);
        Assert.Equal((16, 64, 64), (frames.Count, frames.Height, frames.Width));
        Assert.Equal(1.875, frames.Timestamps[^1]);
        for (var n = 0; n < 16; n++)
        {
            var red = Red(frames[n].Span);
            Assert.Equal(12 + 1.5 * n, red.Average(i => i % 64 + 0.5), 0.51);
            Assert.Equal(32, red.Average(i => i / 64 + 0.5), 0.51);
            Assert.InRange(red.Count, 14 * 14, 16 * 16);
        }
    }

    [Fact]
    public void A_change_shows_at_the_first_frame_that_is_no_earlier()
    {
        var cross = new Look(Colour.Green, Shape.Cross);
        var later = Rasteriser.Draw(Walk(new Extra(cross, new(0.8, 0.2), 0.25, new Presence.Since(0.9))), 64, 8);
        var before = Rasteriser.Draw(Walk(new Extra(cross, new(0.8, 0.2), 0.25, new Presence.Until(0.9))), 64, 8);
        for (var n = 0; n < 16; n++)
            Assert.Equal((n >= 8, n < 8), (Greenest(later[n].Span) > 150, Greenest(before[n].Span) > 150));
    }

    [Fact]
    public void The_hero_stands_in_front()
    {
        var under = new Extra(new(Colour.Green, Shape.Circle), new(12 / 64.0, 0.5), 0.25, new Presence.Throughout());
        Assert.Equal(Red(Rasteriser.Draw(Walk(), 64, 8)[0].Span), Red(Rasteriser.Draw(Walk(under), 64, 8)[0].Span));
    }

    [Fact]
    public void The_ground_keeps_still_and_stays_dark()
    {
        var frames = Rasteriser.Draw(Walk(), 64, 8);
        for (var i = 0; i < 64 * 20 * 3; i++)
        {
            Assert.Equal(frames[0].Span[i], frames[15].Span[i]);
            Assert.InRange(frames[0].Span[i], 10 - 3, 30 + 3);
        }
    }

    [Fact]
    public void A_larger_frame_shows_the_same_scene_larger() => Law.Holds(Given.Clip, clip =>
    {
        var small = Seen.From(Rasteriser.Draw(clip.Scene, 64, 8));
        var large = Seen.From(Rasteriser.Draw(clip.Scene, 112, 8));
        return large.Direction == small.Direction && large.Speed == small.Speed
            && large.All.Select(s => (s.Colour, s.Shape, s.Change, s.Turn)).Order()
                .SequenceEqual(small.All.Select(s => (s.Colour, s.Shape, s.Change, s.Turn)).Order());
    });

    [Fact]
    public void A_motion_rests_before_it_starts_and_after_it_stops()
    {
        var motion = new Motion(new(0.2, 0.4), new(0.6, 0.4), 1, 2);
        Assert.Equal([0.2, 0.2, 0.3, 0.6, 0.6], new[] { 0, 1, 1.25, 2, 3 }.Select(t => Math.Round(motion.At(t).X, 12)));
    }

    private static List<int> Red(ReadOnlySpan<byte> frame)
    {
        var red = new List<int>();
        for (var i = 0; i < frame.Length / 3; i++)
            if (frame[3 * i] > 150 && frame[3 * i + 1] < 100) red.Add(i);
        return red;
    }

    private static byte Greenest(ReadOnlySpan<byte> frame)
    {
        byte most = 0;
        for (var i = 1; i < frame.Length; i += 3) most = Math.Max(most, frame[i]);
        return most;
    }
}
