namespace Kit.Train.Cost;

/// <summary>How many tokens one pair has.</summary>
/// <param name="Prompt">P, visual tokens among them; runs once for both answers.</param>
/// <param name="Chosen">R_w.</param>
/// <param name="Rejected">R_l.</param>
public readonly record struct PairShape(int Prompt, int Chosen, int Rejected)
{
    /// <summary>T = P + R_w + R_l, the tokens that the decoder computes.</summary>
    public long Tokens => (long)Prompt + Scored;

    /// <summary>S = R_w + R_l, the tokens that the head scores.</summary>
    public long Scored => (long)Chosen + Rejected;

    /// <summary>The longer of the two sequences that the pair stands for.</summary>
    public long Longest => (long)Prompt + Math.Max(Chosen, Rejected);

    /// <summary>A = P(P + 1)/2 + Σ_R (R·P + R(R + 1)/2): how often one token looks at another or itself, when neither
    /// answer sees the other.</summary>
    public long Looks => Triangle(Prompt) + Triangle(Chosen) + Triangle(Rejected) + Scored * Prompt;

    private static long Triangle(long n) => n * (n + 1) / 2;
}
