using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Tests.Scoring;

public class ProtocolSpecs
{
    private static readonly Protocol Ours =
        new("MovingShapes test", 8, "uniform", "64×64", "{question}", "exact match", "greedy, 24 tokens");

    [Fact]
    public void Equal_protocols_merge() => Assert.Equal(Ours, Ours.Require(Ours with { }, "Merging tables"));

    [Fact]
    public void Different_protocols_name_their_first_difference() => Assert.Equal(
        "Merging tables: expected one protocol, got two that differ in frames: '8' and '16'. "
        + "Measure both under one protocol, or keep two tables.",
        Assert.Throws<ArgumentException>(
            () => Ours.Require(Ours with { Frames = 16, Judge = "GPT" }, "Merging tables")).Message);

    public static TheoryData<string, Protocol> Changes() => new()
    {
        { "benchmark", Ours with { Benchmark = "x" } }, { "frames", Ours with { Frames = 9 } },
        { "sampling", Ours with { Sampling = "x" } }, { "resolution", Ours with { Resolution = "x" } },
        { "prompt", Ours with { Prompt = "x" } }, { "parser", Ours with { Parser = "x" } },
        { "decoding", Ours with { Decoding = "x" } }, { "judge", Ours with { Judge = "x" } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Every_condition_counts(string name, Protocol other) =>
        Assert.Equal([name], Ours.Differences(other).Select(difference => difference.Name));
}
