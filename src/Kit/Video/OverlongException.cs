namespace Kit.Video;

/// <summary>A sample that exceeds the model's length; loaders catch it to write it into the ledger.</summary>
public sealed class OverlongException(string sample, VisualCost cost, int limit) : Exception(
    FormattableString.Invariant($"{sample}: expected at most {limit} tokens, got {cost.Tokens} = {cost.TextTokens} of ")
    + FormattableString.Invariant($"text + {cost.VisualTokens} of {cost.Frames} frames. ")
    + "Allow fewer frames or pixels, or raise the limit.")
{
    public string Sample { get; } = sample;

    public VisualCost Cost { get; } = cost;

    public int Limit { get; } = limit;
}
