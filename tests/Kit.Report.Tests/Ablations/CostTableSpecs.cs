using Kit.Report.Ablations;
using VerifyXunit;

namespace Kit.Report.Tests.Ablations;

/// <summary>Runs at one step, and what they took.</summary>
public sealed class CostTableSpecs
{
    private static readonly Kit.Pipelines.AblationResult Result =
        Trial.Result(3, (name, seed) => new Trial(Margin: name == "RRPO" ? seed : 2 * seed, LastKl: seed));

    [Fact]
    public Task At_one_step_and_what_it_cost() => Verifier.Verify(string.Join("\n\n",
        AblationTables.AtStep(Result).ToMarkdown(), AblationTables.AtStep(Result, 0).ToMarkdown(),
        AblationTables.Cost(Result).ToMarkdown())).ToTask();

    [Fact]
    public void A_step_that_some_run_lacks_is_refused() => Assert.Contains("0 … 1", Assert
        .Throws<ArgumentOutOfRangeException>(() => AblationTables.AtStep(Result, 2)).Message, StringComparison.Ordinal);
}
