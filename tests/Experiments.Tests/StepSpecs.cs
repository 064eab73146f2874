using System.Text.Json.Nodes;

namespace Experiments.Tests;

/// <summary>dotnet run experiments/bench/step.cs, small.</summary>
public sealed class StepSpecs
{
    [Fact]
    public void The_plain_loop_and_every_improvement_lose_the_same()
    {
        var (exit, output, error) = Script.Run(
            "bench/step.cs", "--prompt", "40", "--response", "5", "--pairs", "2", "--steps", "2");
        Assert.True(exit == 0, error + output);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal(
            ["Naive", "ResponseHead", "CachedReference", "SharedPrefix", "Tiles", "ReadPositions", "Run"],
            lines.Select(line => (string?)line["variant"]).OfType<string>());
        Assert.Equal(
            ["decode", "resize", "tower", "decoder", "head", "optimizer"],
            lines.Single(line => line["split_seconds"] is not null)["split_seconds"]!.AsObject().Select(part => part.Key));
        Assert.InRange((double)lines[^1]["largest_loss_difference"]!, 0, 1e-5);
        Assert.All(lines[1..8], line => Assert.InRange((double)line["last_loss"]!, 0.01, 0.69));    // it learns
    }
}
