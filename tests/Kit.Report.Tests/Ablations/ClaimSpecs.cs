using Kit.Pipelines;
using Kit.Report.Ablations;
using static Kit.Report.Tests.Ablations.Trial;

namespace Kit.Report.Tests.Ablations;

/// <summary>Each claim's rule at both sides of its border; the rules were fixed before any run.</summary>
public sealed class ClaimSpecs
{
    private const string Drift = "RRPO drifts far less than DPO";
    private const string Unmarked = "Unmarked tokens stay near the reference";
    private const string WithoutKl = "Without the token KL, drift grows and the gain disappears";
    private const string WithoutSpans = "Without spans most, not all, of the gain remains";
    private const string Efficiency = "RRPO buys more margin per nat of drift";

    [Theory]
    [InlineData(0.49, ClaimVerdict.Holds)]
    [InlineData(0.51, ClaimVerdict.DoesNotHold)]
    public void Far_less_drift_is_less_than_half(double rrpo, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Claim(Drift, 2, (name, _) => new(Kl: name == "RRPO" ? rrpo : 1)).Verdict);

    [Theory]
    [InlineData(0.9, -0.1, ClaimVerdict.Holds)]
    [InlineData(1.1, -0.1, ClaimVerdict.DoesNotHold)]
    [InlineData(0.9, 0.1, ClaimVerdict.DoesNotHold)]
    public void Unmarked_tokens_move_less_and_dpo_lowers_the_chosen(double rrpo, double dpo, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Claim(Unmarked, 2, (name, _) =>
            name == "RRPO" ? new(Rest: rrpo, Chosen: 7) : new(Rest: 1, Chosen: dpo)).Verdict);

    [Theory]
    [InlineData(1.1, 5, 6, ClaimVerdict.Holds)]
    [InlineData(0.9, 5, 6, ClaimVerdict.DoesNotHold)]      // drifts less
    [InlineData(1.1, 6, 6, ClaimVerdict.DoesNotHold)]      // still gains
    [InlineData(1.1, 5, 5, ClaimVerdict.DoesNotHold)]      // there was no gain to lose
    public void Without_kl_drift_grows_and_the_gain_is_gone(double kl, int without, int with, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Claim(WithoutKl, 2, (name, _) =>
            name == "RRPO without KL" ? new(Kl: kl, Both: without) : new(Both: with)).Verdict);

    [Theory]
    [InlineData(8, 9, ClaimVerdict.Holds)]                 // 3 of 4
    [InlineData(7, 9, ClaimVerdict.DoesNotHold)]           // half is not most
    [InlineData(9, 9, ClaimVerdict.DoesNotHold)]           // all is not most
    [InlineData(4, 4, ClaimVerdict.DoesNotHold)]           // there was no gain
    public void Without_spans_more_than_half_and_less_than_all_remains(int without, int with, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Claim(WithoutSpans, 2, (name, _) => new(Both: name == "DPO + TokenKL" ? without : with)).Verdict);

    [Theory]
    [InlineData(2, 4, ClaimVerdict.DoesNotHold)]
    [InlineData(2, 1, ClaimVerdict.Holds)]
    public void Margin_per_nat_is_read_at_the_last_step(double margin, double kl, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Claim(Efficiency, 2, (name, _) =>
            name == "RRPO" ? new(Margin: margin, LastKl: kl) : new()).Verdict);

    [Theory]
    [InlineData(0.9, ClaimVerdict.Holds)]
    [InlineData(1, ClaimVerdict.DoesNotHold)]
    public void The_gradient_is_read_at_the_first_step(double norm, ClaimVerdict verdict) =>
        Assert.Equal(verdict, Claim("RRPO pulls less where few words differ", 2, (name, _) =>
            name == "RRPO" ? new(Norm: norm) : new()).Verdict);

    [Fact]
    public void Seeds_that_disagree_leave_a_claim_undecided_and_all_their_numbers_are_shown()
    {
        var claim = Claim(Drift, 3, (name, seed) => new(Kl: name == "RRPO" ? 0.2 * seed : 1));
        Assert.Equal(ClaimVerdict.Undecided, claim.Verdict);
        Assert.Equal(
            [new("DPO: kl/chosen, nats", "1 · 1 · 1"), new("RRPO: kl/chosen, nats", "0.2 · 0.4 · 0.6")], claim.Numbers);
    }

    [Fact]
    public void Gains_are_shown_in_points_over_the_base_model()
    {
        var claim = Claim(WithoutSpans, 1, (name, _) => new(Both: name == "RRPO" ? 9 : 3));
        Assert.Equal(["-20", "40"], claim.Numbers.Select(n => n.Value.Replace('−', '-')));
    }

    [Fact]
    public void Claims_about_losses_that_did_not_run_are_not_made()
    {
        var result = Result(1, (_, _) => new());
        var without = result with { Runs = [.. result.Runs.Where(r => r.Variant.Name != "RRPO")] };
        Assert.Equal(6, AblationClaims.From(result).Count);
        Assert.Empty(AblationClaims.From(without));
    }

    [Fact]
    public void The_main_table_has_the_base_model_every_loss_and_the_papers_numbers()
    {
        var table = AblationTables.Main(Result(2, (name, _) => new(Both: name == "RRPO" ? 7 : 4)));
        var rows = table.Rows.Select(r => (Name: r[0].Show(table.Columns[0].Format), Cells: r)).ToArray();
        Assert.Equal(["base model", "DPO", "DPO + TokenKL", "RRPO without KL", "RRPO"], rows.Select(r => r.Name));
        Assert.Equal(
            ["39.2", "40.9", "43.0", "39.1", "44.0"], rows.Select(r => r.Cells[^1].Show(table.Columns[^1].Format)));
        var both = table.Columns.ToList().FindIndex(c => c.Name == "both right");
        Assert.Equal(["50.0", "40.0 ± 0.0", "40.0 ± 0.0", "40.0 ± 0.0", "70.0 ± 0.0"],
            rows.Select(r => r.Cells[both].Show(table.Columns[both].Format)));
    }
}
