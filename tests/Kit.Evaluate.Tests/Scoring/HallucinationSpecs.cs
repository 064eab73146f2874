using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Tests.Scoring;

public class HallucinationSpecs
{
    private static HallucinationOutcome Of(Verdict basic, Verdict hallucinated, string setting = "a") =>
        new($"{basic}{hallucinated}{setting}", "clip", basic, hallucinated, setting);

    private static readonly HallucinationOutcome[] Outcomes =
    [
        Of(Verdict.Correct, Verdict.Correct), Of(Verdict.Correct, Verdict.Wrong), Of(Verdict.Correct, Verdict.Unparsed),
        Of(Verdict.Wrong, Verdict.Correct, "b"),
    ];

    [Fact]
    public void Micro_counts_pairs() => Assert.Equal(
        new HallucinationScores(4, 3 / 4.0, 2 / 4.0, 1 / 4.0, 1 / 8.0), HallucinationScores.Micro(Outcomes));

    [Fact]
    public void Macro_counts_settings() => Assert.Equal(
        new HallucinationScores(4, (1 + 0) / 2.0, (1 / 3.0 + 1) / 2, (1 / 3.0 + 0) / 2, (1 / 6.0 + 0) / 2),
        HallucinationScores.Macro(Outcomes));

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    public void A_model_that_always_says_the_same_is_never_right_overall(string always)
    {
        var rule = new Extraction.YesNo();
        var pair = new HallucinationOutcome("1", "c", rule.Judge("yes", always), rule.Judge("no", always));
        Assert.Equal(0, HallucinationScores.Micro([pair]).Overall);
    }

    [Fact]
    public void Nothing_to_score_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => HallucinationScores.Micro([]));
        Assert.Throws<ArgumentException>(() => HallucinationScores.Macro([]));
    }

    [Fact]
    public void Settings_and_their_mean_equal_the_official_code()
    {
        var fixture = Given.Fixture("benchmarks/videohallucer/expected.json");
        var rule = new Extraction.YesNo();
        HallucinationOutcome[] outcomes =
        [
            .. fixture.GetProperty("items").EnumerateArray().Select((item, i) => new HallucinationOutcome(
                $"{i}", "clip",
                rule.Judge("yes", item.GetProperty("basic").GetString()!),
                rule.Judge("no", item.GetProperty("hallucination").GetString()!),
                item.GetProperty("category").GetString()!)),
        ];
        foreach (var setting in fixture.GetProperty("result").EnumerateObject())
        {
            var scores = setting.Name == "all"
                ? HallucinationScores.Macro(outcomes)
                : HallucinationScores.Micro([.. outcomes.Where(pair => pair.Setting == setting.Name)]);
            Assert.Equal(setting.Value.GetProperty("basic_accuracy").GetDouble(), scores.Basic, 1e-12);
            Assert.Equal(setting.Value.GetProperty("halluc_accuracy").GetDouble(), scores.Hallucinated, 1e-12);
            Assert.Equal(setting.Value.GetProperty("accuracy").GetDouble(), scores.Overall, 1e-12);
        }
    }
}
