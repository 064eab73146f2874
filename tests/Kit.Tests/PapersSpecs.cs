using Kit.Expressions;
using Kit.Rewards;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>Every published loss reads as its equation.</summary>
public sealed class PapersSpecs
{
    public static IReadOnlyList<(string Name, Objective Objective)> All { get; } =
        [.. typeof(Papers).GetProperties().Where(property => property.PropertyType == typeof(Objective))
            .Select(property => (property.Name, (Objective)property.GetValue(null)!))];

    [Fact]
    public async Task Every_paper_reads_as_its_formula() => await Verifier.Verify(Lines(one => one.ToString()));

    [Fact]
    public async Task Every_paper_typesets() => await Verifier.Verify(Lines(one => Formula.Latex(one.Loss)));

    [Fact]
    public async Task Every_paper_names_its_evidence() => await Verifier.Verify(Lines(one => one.Evidence.ToString()));

    [Fact]
    public async Task Every_paper_names_its_metrics() =>
        await Verifier.Verify(Lines(one => string.Join(' ', one.Metrics.Select(metric => metric.Name))));

    [Fact]
    public async Task Every_advantage_reads_as_its_formula() => await Verifier.Verify(string.Join('\n',
        PpoAdvantage, VlmRlaifAdvantage, DvpoAdvantage, VlmRlaifAdvantage.WithRewardScale(new Whitening.Rescaled()),
        $"{PpoAdvantage.Returns}", PpoAdvantage.Evidence));

    [Fact]
    public async Task Refinements_read_as_sentences() => await Verifier.Verify(string.Join('\n',
        Dpo.With(LengthNorm).With(TokenKL),
        Dpo.With(0.1 * ChosenNll),
        Dpo.With(Logistic(beta: 0.2)) + 0.1 * ChosenNll + 0.01 * TokenKL,
        Dpo.With(Spans).With(LengthNorm),
        Dpo.With(NoReference),
        Dpo.With(Smoothing(0.1)),
        Dpo.With(DynamicSmoothing(0.1)),
        Dpo.With(Debias(0.2)).With(Logistic(gamma: 0.5))));

    [Fact]
    public async Task Parts_read_as_formulas() => await Verifier.Verify(string.Join('\n',
        Logistic(), Logistic(gamma: 0.5), Hinge(), Square(), TokenKL, ChosenNll, ChosenNllPerToken, ChosenNllSum,
        0.1 * ChosenNll, 0.1 * ChosenNll + 0.01 * TokenKL, Dpo.Preference.Score.Apply(Slot.Chosen), Dpo.Margin));

    [Fact]
    public void Papers_are_the_compositions_that_their_names_promise()
    {
        Assert.Equal(Dpo, Cdpo.With(NoTilt));
        Assert.Equal(Dpo, Rdpo.With(NoTilt));
        Assert.Equal(Ipo, IpoSum.With(LengthNorm));
        Assert.Equal(Dpo.With(Spans), Rrpo.Without(TokenKL));
        Assert.Equal(SimPo.With(Logistic(beta: 2)), LeanPo.Without(ChosenNllPerToken).With(NoTilt));
        Assert.Equal(Dpo, Cpo.With(WithReference).Without(ChosenNllPerToken));
    }

    private static string Lines(Func<Objective, string> text) =>
        string.Join('\n', All.Select(one => $"{one.Name,-14} {text(one.Objective)}"));
}
