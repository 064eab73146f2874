using Kit.Expressions;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

/// <summary>From scored tokens, end to end, to [B, T] of each answer.</summary>
public sealed class PairBatchSpecs
{
    private static PairBatch Batch => new([.. Given.Encoded.Take(3)],
        new Media.Clips(new Shelf(zeros([1, 8, 1]), new Dictionary<string, int>()), Given.Video), CPU);

    [Fact]
    public void Masks_and_spans_are_those_of_the_answers_and_padding_is_zero()
    {
        using var scope = NewDisposeScope();
        var given = Batch.Given.ToDictionary();
        Assert.Equal(
            [[1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]], Rows(given[Quantity.Mask.At(Slot.Chosen)]));
        Assert.Equal(
            [[0, 1, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0]], Rows(given[Quantity.Span.At(Slot.Chosen)]));
        Assert.Equal(
            [[1, 1, 1, 0, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 1]], Rows(given[Quantity.Mask.At(Slot.Rejected)]));
        Assert.Equal(
            [[0, 1, 0, 0, 0], [0, 1, 0, 0, 0], [0, 1, 0, 0, 0]], Rows(given[Quantity.Span.At(Slot.Rejected)]));
    }

    [Fact]
    public void Every_scored_token_returns_to_its_answer_and_place()
    {
        using var scope = NewDisposeScope();
        var batch = Batch;
        var spread = batch.Spread(Quantity.PolicyLogp, batch.Layout.Targets.to(ScalarType.Float32)).ToDictionary();
        foreach (var (slot, answers) in new[]
        {
            (Slot.Chosen, Given.Encoded.Take(3).Select(p => p.Chosen)),
            (Slot.Rejected, Given.Encoded.Take(3).Select(p => p.Rejected)),
        })
            Assert.Equal(
                answers.Select(a => a.Ids.Select(id => (float)id)),
                Rows(spread[Quantity.PolicyLogp.At(slot)]).Select(row => row.TakeWhile(id => id > 0)));
    }

    private static float[][] Rows(Tensor grid) =>
        [.. grid.data<float>().ToArray().Chunk((int)grid.shape[1])];
}
