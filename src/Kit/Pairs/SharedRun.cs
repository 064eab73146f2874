namespace Kit.Pairs;

/// <summary>A run of words that stands in both answers.</summary>
/// <param name="Left">Its first word in the left answer.</param>
/// <param name="Right">Its first word in the right answer.</param>
/// <param name="Length">Words.</param>
internal sealed record SharedRun(int Left, int Right, int Length)
{
    public int LeftEnd => Left + Length;

    public int RightEnd => Right + Length;
}
