using Kit.Pairs;

namespace Kit.Video;

/// <summary>What a sample will cost in tokens, known before anything is decoded.</summary>
/// <param name="Limit">Longest sequence that the model is given, text and visual tokens together.</param>
/// <param name="Overlong">What is done with a longer one.</param>
public sealed record TokenBudget(int Limit, Overlong Overlong)
{
    public TokenBudget(int limit) : this(limit, new Overlong.Fail()) { }

    /// <summary>Tokens of a pair's longer sequence without its clip: the placeholder makes room for it.</summary>
    public static int TextTokens(EncodedPair pair) =>
        pair.Prompt.Count - 1 + Math.Max(pair.Chosen.Count, pair.Rejected.Count);

    /// <summary>The plan that fits, with its cost.</summary>
    /// <param name="sample">Named when it does not fit.</param>
    /// <param name="textTokens">Tokens besides the clip's.</param>
    /// <param name="clip">From looking through the file.</param>
    /// <param name="plan">As the model was trained.</param>
    /// <param name="layout">The model's visual tokens.</param>
    /// <exception cref="OverlongException">Too long, and the policy does not say what to shorten.</exception>
    public VisualCost Fit(string sample, int textTokens, ClipFacts clip, FramePlan plan, VisualLayout layout)
    {
        var cost = Cost(textTokens, clip, plan, layout);
        if (cost.Tokens <= Limit) return cost;
        return Overlong is Overlong.FewerFrames fewer && Shorter(fewer, cost, clip, layout) is { } shorter
            ? shorter
            : throw new OverlongException(sample, cost, Limit);
    }

    /// <summary>The most frames that fit, by halving: more frames never cost less.</summary>
    private VisualCost? Shorter(Overlong.FewerFrames fewer, VisualCost cost, ClipFacts clip, VisualLayout layout)
    {
        VisualCost? best = null;
        var (low, high) = (Math.Max(1, fewer.Least), cost.Frames - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var shorter = Cost(cost.TextTokens, clip, cost.Plan.AtMost(middle), layout);
            var fits = shorter.Tokens <= Limit;
            best = fits && shorter.Frames >= fewer.Least ? shorter : best;
            (low, high) = fits ? (middle + 1, high) : (low, middle - 1);
        }

        return best;
    }

    private static VisualCost Cost(int textTokens, ClipFacts clip, FramePlan plan, VisualLayout layout)
    {
        var frames = plan.CountOf(clip.Frames, clip.Fps);
        return new(plan, frames, layout.Count(frames, clip.Height, clip.Width), textTokens);
    }
}

/// <summary>A plan and what it costs.</summary>
/// <param name="Plan">To follow when decoding.</param>
/// <param name="Frames">n.</param>
/// <param name="VisualTokens">V.</param>
/// <param name="TextTokens">Everything else.</param>
public sealed record VisualCost(FramePlan Plan, int Frames, long VisualTokens, int TextTokens)
{
    /// <summary>Of the whole sequence.</summary>
    public long Tokens => VisualTokens + TextTokens;
}
