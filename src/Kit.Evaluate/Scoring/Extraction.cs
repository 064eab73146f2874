namespace Kit.Evaluate.Scoring;

/// <summary>How an answer is found in what a model writes: part of the protocol, because it decides the
/// score.</summary>
/// <remarks>Each case is the published rule, quirks included; the quirks are in its documentation.</remarks>
public abstract partial record Extraction
{
    private Extraction()
    {
    }

    /// <summary>The verdict on an answer, given the true one.</summary>
    public abstract Verdict Judge(string expected, string predicted);

    /// <summary>The rule in one line, as a protocol states it.</summary>
    public abstract string Name { get; }

    public sealed override string ToString() => Name;
}
