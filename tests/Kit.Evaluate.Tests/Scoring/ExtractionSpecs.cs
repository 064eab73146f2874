using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Tests.Scoring;

public class ExtractionSpecs
{
    private static readonly Extraction FirstLetter = new Extraction.FirstLetter();
    private static readonly Extraction YesNo = new Extraction.YesNo();
    private static readonly Extraction Exact = new Extraction.Exact();
    private static readonly Extraction Direction = new Extraction.Concept(["left", "right", "up", "down"]);

    [Theory]
    [InlineData("(B) a red ball", "B", Verdict.Correct)]
    [InlineData("B", "[b]", Verdict.Correct)]
    [InlineData("B", "The answer is B", Verdict.Wrong)]
    [InlineData("B", "Based on the clip, C", Verdict.Correct)]
    [InlineData("B", "42 %", Verdict.Unparsed)]
    [InlineData("B", "", Verdict.Unparsed)]
    [InlineData("B", "Я B", Verdict.Correct)]
    [InlineData("B", "É B", Verdict.Correct)]
    [InlineData("K", "\u212A", Verdict.Correct)]
    [InlineData("S", "ſ", Verdict.Wrong)]
    [InlineData("I", "İ", Verdict.Wrong)]
    public void First_letter_reads_the_first_letter_anywhere(string expected, string predicted, Verdict verdict) =>
        Assert.Equal(verdict, FirstLetter.Judge(expected, predicted));

    [Theory]
    [InlineData("yes", "Yes, it does.", Verdict.Correct)]
    [InlineData("no", "Yes, it does.", Verdict.Wrong)]
    [InlineData("no", "Yes and no", Verdict.Correct)]
    [InlineData("yes", "Yes and no", Verdict.Correct)]
    [InlineData("no", "no-one", Verdict.Correct)]
    [InlineData("no", "Nope", Verdict.Unparsed)]
    [InlineData("yes", "yes_", Verdict.Unparsed)]
    [InlineData("yes", "yes²", Verdict.Unparsed)]
    [InlineData("yes", "2yes", Verdict.Unparsed)]
    [InlineData("yes", "yes\u200d", Verdict.Correct)]
    [InlineData("yes", "yeſ", Verdict.Correct)]
    [InlineData("yes", "", Verdict.Unparsed)]
    [InlineData("no", "noon, no", Verdict.Correct)]
    public void Yes_or_no_is_a_word_anywhere(string expected, string predicted, Verdict verdict) =>
        Assert.Equal(verdict, YesNo.Judge(expected, predicted));

    [Theory]
    [InlineData("to the left", " To the  LEFT. ", Verdict.Correct)]
    [InlineData("to the left", "left", Verdict.Wrong)]
    [InlineData("3", "3..", Verdict.Wrong)]
    [InlineData("3", " . ", Verdict.Unparsed)]
    public void Exact_forgives_case_blanks_and_one_full_stop(string expected, string predicted, Verdict verdict) =>
        Assert.Equal(verdict, Exact.Judge(expected, predicted));

    [Theory]
    [InlineData("left", "The circle moves Left.", Verdict.Correct)]
    [InlineData("left", "It moves right", Verdict.Wrong)]
    [InlineData("left", "left or right", Verdict.Wrong)]
    [InlineData("left", "leftwards", Verdict.Unparsed)]
    public void A_concept_counts_when_it_is_the_only_one_named(string expected, string predicted, Verdict verdict) =>
        Assert.Equal(verdict, Direction.Judge(expected, predicted));

    [Fact]
    public void A_truth_outside_the_concepts_is_refused() => Assert.Equal(
        "Concept: expected one of left, right, up, down, got 'north'. "
        + "Add the true answer to the concepts of this skill.",
        Assert.Throws<ArgumentException>(() => Direction.Judge("north", "left")).Message);

    [Fact]
    public void A_yes_no_truth_in_capitals_is_refused() => Assert.Equal(
        "Yes/no answer: expected yes or no in lower case, got 'Yes'. Correct the question's answer.",
        Assert.Throws<ArgumentException>(() => YesNo.Judge("Yes", "Nope")).Message);

    [Fact]
    public void Rules_print_as_a_protocol_states_them() => Assert.Equal(
        "first letter; yes/no anywhere as a word; exact match; the only one named of left, right, up, down",
        string.Join("; ", FirstLetter, YesNo, Exact, Direction));

    [Fact]
    public void First_letter_equals_the_official_code()
    {
        foreach (var run in Given.Fixture("benchmarks/mvbench/expected.json").GetProperty("runs").EnumerateObject())
            foreach (var item in run.Value.GetProperty("items").EnumerateArray())
                Assert.Equal(
                    item.GetProperty("correct").GetBoolean(),
                    FirstLetter.Judge(item.GetProperty("gt").GetString()!, item.GetProperty("pred").GetString()!)
                        == Verdict.Correct);
    }

    [Fact]
    public void Yes_no_equals_the_official_code()
    {
        var strings = Given.Fixture("benchmarks/videohallucer/expected.json").GetProperty("strings");
        foreach (var item in strings.EnumerateArray())
            foreach (var word in new[] { "yes", "no" })
                Assert.Equal(
                    item.GetProperty(word).GetInt32() == 1,
                    YesNo.Judge(word, item.GetProperty("text").GetString()!) == Verdict.Correct);
    }
}
