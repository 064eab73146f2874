using Kit.Pairs;

namespace Kit.Tests.Pairs;

public class AnswerSpecs
{
    [Theory]
    [InlineData(3, 3)]
    [InlineData(-1, 2)]
    [InlineData(2, 6)]
    [InlineData(4, 2)]
    public void A_span_that_is_empty_reversed_or_outside_is_refused(int start, int end) =>
        Assert.Equal(FormattableString.Invariant(
            $"answer span: expected start < end within [0, 5], got [{start}, {end}) in \"goose\". ")
            + "Give disjoint, non-empty character spans in order.",
            Assert.Throws<ArgumentException>(() => new Answer("goose", [new(start, end)])).Message);

    [Fact]
    public void Overlapping_or_unordered_spans_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Answer("goose", [new(0, 3), new(2, 4)]));
        Assert.Throws<ArgumentException>(() => new Answer("goose", [new(3, 4), new(0, 2)]));
        Assert.Equal(["goo", "se"], new Answer("goose", [new(0, 3), new(3, 5)]).Phrases);
    }

    [Fact]
    public void Answers_compare_by_content()
    {
        Assert.Equal(new Answer("goose").With([new(0, 3)]), new Answer("goose", [new(0, 3)]));
        Assert.NotEqual(new Answer("goose"), new Answer("goose", [new(0, 3)]));
        Assert.Throws<ArgumentException>(() => new Answer("goose").With([new(0, 9)]));
    }

    [Fact]
    public void Swapping_twice_is_the_identity()
    {
        var encoded = new EncodedPair("p", "c", [1], new([2], [1], [0]), new([3, 4], [1, 1], [1, 0]));
        Assert.Equal(encoded, encoded.Swap().Swap());
        Assert.Equal((encoded.Rejected, encoded.Chosen), (encoded.Swap().Chosen, encoded.Swap().Rejected));
        Assert.Equal(2, encoded.Rejected.Count);
    }
}
