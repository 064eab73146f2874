using Kit.Pairs;
using Kit.Pipelines;
using Kit.Pipelines.Perturbing;
using Kit.Report.Perturbing;
using Kit.Report.Tests.Ablations;
using Kit.Video;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Report.Tests.Perturbing;

/// <summary>What is said of several kinds of pairs whose runs are made up.</summary>
public sealed class PerturbationReportSpecs
{
    [Fact]
    public Task The_table() => Verifier.Verify(PerturbationReport.ToTable(Result(7, 6, 5)).ToMarkdown()).ToTask();

    [Theory]
    [InlineData(7, 6, 5, ClaimVerdict.Holds, ClaimVerdict.Holds)]
    [InlineData(6, 6, 5, ClaimVerdict.DoesNotHold, ClaimVerdict.Holds)]        // a tie is not better
    [InlineData(7, 6, 8, ClaimVerdict.Holds, ClaimVerdict.DoesNotHold)]        // invented pairs are no perturbation
    public void Claims_are_decided_by_pairs_both_right(
        int rrpo, int blur, int invented, ClaimVerdict best, ClaimVerdict own) => Assert.Equal(
            [best, own], PerturbationClaims.From(Result(rrpo, blur, invented)).Select(claim => claim.Verdict));

    [Fact]
    public void Nothing_is_claimed_without_the_papers_perturbation() => Assert.Empty(
        PerturbationClaims.From(Result(7, 6, 5) with { Arms = [Arm(new PerturbationArm.Invented("made up"), 5)] }));

    private static PerturbationResult Result(int rrpo, int blur, int invented) => new(
        20, Ablation.Over(new Variant("RRPO", Rrpo)).Seeds(2),
        [
            Arm(new PerturbationArm.SelfMade("mask + shuffle", Perturbation.Rrpo), rrpo),
            Arm(new PerturbationArm.SelfMade("blur", new Perturbation.GaussianBlur()), blur),
            Arm(new PerturbationArm.Invented("made up"), invented),
        ]);

    private static ArmResult Arm(PerturbationArm arm, int both)
    {
        var all = Trial.Result(2, (_, _) => new Trial(Both: both));
        var ledger = Enumerable.Range(0, 20).Aggregate(Ledger.Empty, (known, i) => known.Add(
            $"q{i}", i < both ? new Fate.Used() : new Fate.Dropped(Reason.CorrectAnswer)));
        return new ArmResult(arm, ledger, both, all with
        {
            Ablation = all.Ablation with { Variants = [all.Ablation.Variants.Single(v => v.Name == "RRPO")] },
            Runs = all.Of("RRPO"),
        });
    }
}
