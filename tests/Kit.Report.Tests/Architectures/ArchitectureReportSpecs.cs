using Kit.Pipelines.Architectures;
using Kit.Pipelines.Shapes;
using Kit.Report.Architectures;
using Kit.Report.Tests.Ablations;
using VerifyXunit;

namespace Kit.Report.Tests.Architectures;

/// <summary>What is said of builds whose runs are made up: pairs of ten after DPO and after RRPO, the base model has
/// five.</summary>
public sealed class ArchitectureReportSpecs
{
    [Fact]
    public Task The_table() =>
        Verifier.Verify(ArchitectureReport.ToTable(Result((5, 9), (4, 6))).ToMarkdown()).ToTask();

    [Fact]
    public void Every_build_must_gain() => Assert.Equal(
        [
            ClaimVerdict.Holds, ClaimVerdict.Undecided,        // one pair of ten
            ClaimVerdict.DoesNotHold,
        ],
        new[] { Result((5, 9), (5, 10)), Result((5, 9), (5, 6)), Result((5, 9), (5, 1)) }
            .Select(result => ArchitectureClaims.From(result)[0].Verdict));

    [Fact]
    public void Rrpo_must_beat_dpo_behind_every_build()
    {
        Assert.Equal(ClaimVerdict.Holds, ArchitectureClaims.From(Result((4, 9), (5, 9)))[1].Verdict);
        Assert.Equal(ClaimVerdict.DoesNotHold, ArchitectureClaims.From(Result((4, 9), (9, 5)))[1].Verdict);
    }

    [Fact]
    public void Gains_are_shown_relative_to_the_base_and_questions_about_one_clip_decide_nothing()
    {
        var claim = ArchitectureClaims.From(Result((5, 9)))[2];
        Assert.Equal(ClaimVerdict.Undecided, claim.Verdict);
        Assert.StartsWith("80 ± ", claim.Numbers[0].Value, StringComparison.Ordinal);     // 4 of 5
    }

    private static ArchitectureResult Result(params (int Dpo, int Rrpo)[] found) => new(
        LabPlan.Quick, [.. found.Select((one, i) => new ArchitectureArm(
            Architecture.All[i], 450_000, 10,
            Trial.Result(2, (name, _) => new Trial(Both: name == "RRPO" ? one.Rrpo : one.Dpo)).Only(["DPO", "RRPO"])))]);
}
