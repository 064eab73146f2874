using System.Xml.Linq;
using Kit.Expressions;
using Kit.Report.Drawing;
using VerifyXunit;

namespace Kit.Report.Tests.Charts;

public class GraphSpecs
{
    public static TheoryData<string> Losses => [.. Kit.Papers.Catalogue.Select(loss => loss.Name)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_loss_is_laid_out(string name)
    {
        var graph = Graph.From([Kit.Papers.Named(name).Loss]);
        var boxes = GraphLayout.From(graph).Boxes;
        Assert.Equal(graph.Nodes.Count, boxes.Count);
        for (var node = 0; node < boxes.Count; node++)
        {
            Assert.All(graph.Inputs[node], input => Assert.True(boxes[input].Right < boxes[node].Left));
            Assert.All(boxes.Take(node), other => Assert.False(other.Overlaps(boxes[node])));
        }
    }

    [Fact]
    public void A_picture_says_what_it_shows()
    {
        var picture = XDocument.Parse(GraphSvg.File(Kit.Papers.Dpo.Loss)).Root!;
        var graph = Graph.From([Kit.Papers.Dpo.Loss]);
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal(graph.Nodes.Select(Mermaid.Label), picture.Elements(svg + "text").Select(label => label.Value));
        Assert.Equal(graph.Inputs.Sum(inputs => inputs.Count), picture.Elements(svg + "path").Count());
        Assert.Contains("reads mask[chosen]", picture.Element(svg + "desc")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_graph() => Verifier.Verify(GraphSvg.File(Kit.Papers.Dpo.Loss), "svg").ToTask();
}
