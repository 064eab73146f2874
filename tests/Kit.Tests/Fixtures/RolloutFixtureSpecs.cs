using Kit.Expressions;

namespace Kit.Tests.Fixtures;

/// <summary>The managed values and the symbolic gradients of rollouts against published implementations,
/// 1e-9.</summary>
public sealed class RolloutFixtureSpecs
{
    public static TheoryData<string> Losses => RolloutCoverage.Losses;

    public static TheoryData<string> Estimates => RolloutCoverage.Estimates;

    [Theory, MemberData(nameof(Losses))]
    public void Losses_and_gradients_are_the_published_ones(string name)
    {
        var one = RolloutCoverage.Case(name);
        var objective = RolloutCoverage.Compose(one);
        var evidence = RolloutCoverage.Evidence(one);
        Near.Check(RolloutCoverage.Loss(one), objective.Apply(evidence).Loss);
        foreach (var (what, expected) in RolloutCoverage.Gradients(one))
            Near.Check(expected, Interpreter.Apply(objective.Credit(what), evidence));
    }

    [Theory, MemberData(nameof(Estimates))]
    public void Rewards_divergences_advantages_and_returns_are_the_published_ones(string name)
    {
        var one = RolloutCoverage.Case(name);
        var (estimate, evidence) = (RolloutCoverage.Estimate(one), RolloutCoverage.Evidence(one));
        Near.Check(one.Expected("kl"), Interpreter.Apply(estimate.Divergence, evidence));
        Near.Check(one.Expected("shapedRewards"), Interpreter.Apply(estimate.ShapedRewards, evidence));
        Near.Check(one.Expected("advantages"), Interpreter.Apply(estimate.Advantages, evidence));
        Near.Check(one.Expected("returns"), Interpreter.Apply(estimate.Returns, evidence));
    }

    /// <summary>Policy and value losses are reported apart.</summary>
    [Theory, MemberData(nameof(Losses))]
    public void Terms_report_the_losses_that_are_published_apart(string name)
    {
        var one = RolloutCoverage.Case(name);
        var metrics = RolloutCoverage.Compose(one).Apply(RolloutCoverage.Evidence(one)).Metrics;
        foreach (var answer in one.Answers.Where(answer => answer != "loss"))
            Near.Check(one.Expected(answer).Value, metrics[TermOf(answer)]);
    }

    private static string TermOf(string answer) => answer switch
    {
        "policyLoss" => "terms/policy",
        "valueLoss" => "terms/value",
        _ => throw new InvalidDataException($"{answer}: expected the loss of a term, got another answer. Map it here."),
    };

    [Fact]
    public void Every_case_is_composed_and_none_is_passed_over()
    {
        Assert.NotEmpty(RolloutCase.All);
        Assert.Equal(RolloutCase.All.Count, Losses.Count + Estimates.Count);
        Assert.All(RolloutCase.All, one => Assert.NotEmpty(RolloutCoverage.Evidence(one)));
    }
}
