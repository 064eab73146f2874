namespace Kit.Video;

/// <summary>What is done with a sample that exceeds the model's length. Tokens are never cut.</summary>
public abstract record Overlong
{
    private Overlong() { }

    /// <summary>The sample is refused by name: the default.</summary>
    public sealed record Fail : Overlong;

    /// <summary>The clip is shown in fewer frames, spread as the plan spreads them.</summary>
    /// <param name="Least">Fewest frames that still make sense; below that the sample is refused.</param>
    public sealed record FewerFrames(int Least) : Overlong;
}
