using FsCheck;
using FsCheck.Fluent;
using Kit.Report.Drawing;

namespace Kit.Report.Tests.Charts;

public class LabelLaws
{
    private static readonly Box Plot = new(60, 30, 680, 260);

    [Fact]
    public void A_lone_name_stands_right_above_its_point() =>
        Assert.Equal([new Label(109, 94, "start")], Label.Beside([("DPO", 100, 100)], Plot));

    [Fact]
    public void A_name_at_the_right_edge_stands_left_of_its_point() =>
        Assert.Equal([new Label(711, 94, "end")], Label.Beside([("RRPO", 720, 100)], Plot));

    [Fact]
    public void Names_of_neighbours_do_not_overlap() => Given.Always(
        Arb.From(
            from x in Gen.Choose(80, 700)
            from y in Gen.Choose(80, 240)
            from d in Gen.Choose(0, 12)
            select (x, y, d)),
        at =>
        {
            (string, double, double)[] points =
                [("one", at.x, at.y), ("two", at.x + at.d, at.y), ("three", at.x, at.y + at.d)];
            Box[] rooms = [.. Label.Beside(points, Plot).Zip(points, (label, point) => Room(label, point.Item1))];
            Assert.All(rooms, room => Assert.DoesNotContain(rooms, other => other != room && other.Overlaps(room)));
            Assert.All(rooms, room => Assert.True(room.Left >= Plot.Left && room.Right <= Plot.Right));
        });

    [Fact]
    public void A_crowd_still_gets_its_names()
    {
        var crowd = Enumerable.Range(0, 40).Select(i => ($"m{i}", 300.0, 150.0)).ToArray();
        Assert.Equal(40, Label.Beside(crowd, Plot).Count);
    }

    private static Box Room(Label label, string name) =>
        new(label.Anchor == "start" ? label.X : label.X - Pen.Width(name), label.Y - 10, Pen.Width(name), 12);
}
