using Kit.Data.MovingShapes;
using Kit.Data.Storage;
using Kit.Video;

namespace Kit.Data.Tests.Storage;

public sealed class StableTextLaws
{
    [Fact]
    public void A_record_is_its_settings_in_the_order_of_their_names() => Assert.Equal(
        "World(Bias: Bias(Direction: 0.85, Speed: 0.8), Fps: 8, Seed: 1, Size: 64)", StableText.From(new World(1)));

    [Fact]
    public void A_case_of_a_family_bears_the_familys_name() =>
        Assert.Equal("FramePlan.Rate(Fps: 2, Max: 16)", StableText.From(new FramePlan.Rate(2, 16)));

    [Fact]
    public void How_a_record_prints_and_what_it_computes_are_left_out() => Assert.Equal(
        "StableTextLaws.Sized(Checked: [2, 3], Note: \"a \\\"b\\\"\", Rate: 0.1, Split: Test, Width: null)",
        StableText.From(new Sized(0.1, null, [2, 3]) { Note = "a \"b\"", Split = Split.Test }));

    [Fact]
    public void Neighbouring_numbers_are_told_apart() =>
        Assert.NotEqual(StableText.From(0.1), StableText.From(Math.BitIncrement(0.1)));

    [Fact]
    public void A_function_is_refused_by_its_type() => Assert.Contains(
        "System.Func", Assert.Throws<NotSupportedException>(() => StableText.From(new Acting(() => 1)))
            .Message, StringComparison.Ordinal);

    private sealed record Acting(Func<int> Act);

    private sealed record Sized(double Rate, int? Width, Sequence<int> Checked)
    {
        public Sequence<int> Checked { get; } = Checked;

        public string Note { get; init; } = "";

        public Split Split { get; init; }

        public int Count => Checked.Count;

        public override string ToString() => "anything";
    }
}
