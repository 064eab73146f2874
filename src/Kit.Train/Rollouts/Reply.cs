using Kit.Models.Generation;

namespace Kit.Train.Rollouts;

/// <summary>What a policy answered.</summary>
/// <param name="Question">The question.</param>
/// <param name="Written">The answer, and why it ends.</param>
/// <param name="Ids">Every token that the policy chose: the answer's, and the stop id where it wrote one.</param>
public sealed record Reply(RolloutQuestion Question, Written Written, Sequence<int> Ids)
{
    /// <summary>Whether the answer ended by itself.</summary>
    public bool Ended => Written.Ending == Ending.StopId;

    /// <summary>An answer with the id that ends it.</summary>
    public static Reply From(RolloutQuestion question, Written written, int stop) =>
        new(question, written, written.Ending == Ending.StopId ? written.Ids.Add(stop) : written.Ids);
}
