using Kit.Expressions;
using static TorchSharp.torch;

namespace Kit.Train.Rollouts;

/// <summary>Answers of one rollout and everything about them that the passes over it hold fixed, row by row.</summary>
/// <param name="Replies">The rows.</param>
/// <param name="Rewards">What each answer earned.</param>
/// <param name="Fixed">[N, T] and [N]: masks, old and reference log-probabilities, old values, advantages,
/// returns.</param>
internal sealed record Rollout(
    IReadOnlyList<Reply> Replies, IReadOnlyList<double> Rewards, IReadOnlyDictionary<Evidence, Tensor> Fixed)
{
    /// <summary>The fixed evidence of some rows.</summary>
    public IEnumerable<KeyValuePair<Evidence, Tensor>> Rows(IReadOnlyList<int> rows)
    {
        var index = tensor(rows.Select(r => (long)r).ToArray(), device: Fixed.Values.First().device);
        return Fixed.Select(one => KeyValuePair.Create(
            one.Key, one.Key.Axes.Rank == 0 ? one.Value : one.Value.index_select(0, index)));
    }
}
