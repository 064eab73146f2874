using Kit.Expressions;
using Kit.Models;
using static TorchSharp.torch;

namespace Kit.Train.Rollouts;

/// <summary>Answers of one pass as rows behind their questions; neighbours that answer one question share its
/// prefix.</summary>
internal sealed class ReplyBatch
{
    private readonly IReadOnlyList<Reply> replies;
    private readonly AnswerGrid grid;

    /// <param name="replies">In the order of the rows of every [B, T].</param>
    /// <param name="width">T.</param>
    /// <param name="device">Of all tensors.</param>
    public ReplyBatch(IReadOnlyList<Reply> replies, int width, Device device)
    {
        this.replies = replies;
        var rows = Questions(replies).ToArray();
        Layout = Layout.From(
            [.. rows.Select(r => new Row(r[0].Question.Prompt, [.. r.Select(a => new Branch(a.Ids))]))], device);
        Visual = cat([.. rows.Select(r => r[0].Question.Visual)]);
        grid = new AnswerGrid(Layout, [.. Enumerable.Range(0, replies.Count)], width);
    }

    public Layout Layout { get; }

    /// <summary>Visual tokens of the questions, [M, D].</summary>
    public Tensor Visual { get; }

    /// <summary>A number per token, [S], as [B, T].</summary>
    public Tensor Spread(Tensor scored) => grid.Spread(scored);

    /// <summary>m, whether each answer ended, and its share of T.</summary>
    public IEnumerable<KeyValuePair<Evidence, Tensor>> Given =>
    [
        new(Quantity.Mask.At(Slot.Response),
            grid.Given(replies.Select(r => (IReadOnlyList<int>)[.. r.Ids.Select(_ => 1)]))),
        new(Quantity.Ended.At(Slot.Response), PerAnswer(r => r.Ended ? 1 : 0)),
        new(Quantity.LengthShare.At(Slot.Response), PerAnswer(r => (float)r.Ids.Count / grid.Width)),
    ];

    private Tensor PerAnswer(Func<Reply, float> value) =>
        tensor(replies.Select(value).ToArray(), device: Layout.Targets.device);

    /// <summary>Runs of answers to one question.</summary>
    internal static IEnumerable<Reply[]> Questions(IReadOnlyList<Reply> replies)
    {
        for (var start = 0; start < replies.Count;)
        {
            var run = replies.Skip(start)
                .TakeWhile(r => ReferenceEquals(r.Question, replies[start].Question)).ToArray();
            yield return run;
            start += run.Length;
        }
    }
}
