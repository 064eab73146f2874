using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Tests.Recipes;

public sealed class ReadingSpecs
{
    [Theory]
    [InlineData("Incorrect. The answer is correct in part", "incorrect")]
    [InlineData("I think it is Correct!", "correct")]
    [InlineData("partly correct", "partly correct")]
    [InlineData("correctness matters", null)]
    [InlineData("", null)]
    public void The_first_label_counts_as_a_whole_word(string output, string? label) =>
        Assert.Equal(label, Reading.OneOf("correct", "incorrect", "partly correct").Apply(output)?.ToString());

    [Theory]
    [InlineData("score: 4.5 of 5", "4.5")]
    [InlineData("5", "5")]
    [InlineData("-1", null)]
    [InlineData("9", null)]
    [InlineData("none", null)]
    public void A_number_counts_within_its_range(string output, string? number) =>
        Assert.Equal(number, Reading.Between(0, 5).Apply(output)?.ToString());

    [Theory]
    [InlineData("""Sure: {"verdict": "Correct", "why": "{so}"} .""", "correct")]
    [InlineData("""{"verdict": 3}""", null)]
    [InlineData("""{"other": "correct"}""", null)]
    [InlineData("""{"verdict": "correct" """, null)]
    [InlineData("""["correct"]""", null)]
    [InlineData("correct", null)]
    public void A_field_of_an_object_is_read_and_any_other_shape_is_not(string output, string? label) =>
        Assert.Equal(label, Reading.Field("verdict", Reading.OneOf("correct", "wrong")).Apply(output)?.ToString());

    [Theory]
    [InlineData("Output B is better, unlike Output A", "B")]
    [InlineData("A", null)]
    public void A_pattern_says_where_to_look(string output, string? label) =>
        Assert.Equal(label, Reading.Behind("Output ([AB])", Reading.OneOf("A", "B")).Apply(output)?.ToString());

    [Fact]
    public void A_blank_output_is_no_answer()
    {
        Assert.Equal("x y", Reading.Whole.Apply(" x y\n")?.ToString());
        Assert.Null(Reading.Whole.Apply(" \n"));
    }

    [Fact]
    public void Readings_print_what_they_take() => Assert.Equal(
        "field verdict: one of [yes, no]; behind (a): number from 0 to 5; whole output",
        $"{Reading.Field("verdict", Reading.OneOf("yes", "no"))}; "
        + $"{Reading.Behind("(a)", Reading.Between(0, 5))}; {Reading.Whole}");
}
