namespace Kit.Evaluate.Scoring;

/// <summary>The conditions under which a number was measured. Numbers of different protocols are not
/// compared.</summary>
/// <param name="Benchmark">Data set and split, with their version or hash.</param>
/// <param name="Frames">Frames that the model sees of each clip.</param>
/// <param name="Sampling">The rule that chooses them, such as "uniform, segment centres".</param>
/// <param name="Resolution">Pixels of a frame as the model sees it, such as "64×64".</param>
/// <param name="Prompt">The template around the question, suffix included.</param>
/// <param name="Parser">The extraction rules' names.</param>
/// <param name="Decoding">Such as "greedy, at most 24 tokens".</param>
/// <param name="Judge">The judge's identity and prompt, or "none".</param>
[TypeFormatterSource]
public sealed record Protocol(
    string Benchmark, int Frames, string Sampling, string Resolution, string Prompt, string Parser, string Decoding,
    string Judge = "none")
{
    /// <summary>Name and value of every condition, in the order in which a report prints them.</summary>
    public Sequence<Condition> Conditions =>
    [
        new("benchmark", Benchmark), new("frames", FormattableString.Invariant($"{Frames}")),
        new("sampling", Sampling), new("resolution", Resolution), new("prompt", Prompt), new("parser", Parser),
        new("decoding", Decoding), new("judge", Judge),
    ];

    /// <summary>The conditions in which the two differ, as (name, mine, theirs); empty when comparable.</summary>
    public Sequence<(string Name, string Mine, string Theirs)> Differences(Protocol other) =>
        Sequence.From(Conditions
            .Zip(other.Conditions, (mine, theirs) => (mine.Name, mine.Value, theirs.Value))
            .Where(pair => pair.Item2 != pair.Item3));

    /// <summary>Refuses to compare with numbers of another protocol; the message names the first difference.</summary>
    public Protocol Require(Protocol other, string what) => Differences(other) is [var first, ..]
        ? throw new ArgumentException(
            $"{what}: expected one protocol, got two that differ in {first.Name}: "
            + $"'{first.Mine}' and '{first.Theirs}'. Measure both under one protocol, or keep two tables.")
        : this;
}

/// <summary>One condition of a protocol.</summary>
public sealed record Condition(string Name, string Value);
