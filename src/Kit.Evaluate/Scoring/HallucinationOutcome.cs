namespace Kit.Evaluate.Scoring;

/// <summary>A pair of yes/no questions about one clip: what is there (true answer yes) and what is not (no).</summary>
/// <param name="Id">Unique in its benchmark.</param>
/// <param name="Cluster">The clip.</param>
/// <param name="Basic">Verdict on the question about what is there.</param>
/// <param name="Hallucinated">Verdict on the question about what is not there.</param>
/// <param name="Setting">VideoHallucer's setting (object relation, temporal, …); one for all by default.</param>
public sealed record HallucinationOutcome(
    string Id, string Cluster, Verdict Basic, Verdict Hallucinated, string Setting = "all")
{
    /// <summary>Both right: the only credit that a model which always says yes, or always no, never gets.</summary>
    public bool Both => Basic == Verdict.Correct && Hallucinated == Verdict.Correct;
}
