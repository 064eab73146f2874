using Kit.Train.Health;

namespace Kit.Train.Tests.Health;

/// <summary>Each rule is silent on a healthy run, speaks about its own fault, once, and about no other.</summary>
public sealed class HealthLaws
{
    private const int Steps = 60;

    private static readonly Random Noise = new(3);

    /// <summary>Step → metrics of a run that goes as it should.</summary>
    private static Dictionary<string, double> Healthy(int step) => new()
    {
        ["loss"] = Math.Log(2) - 0.005 * step, ["delta/chosen"] = 0.02 * step, ["displacement"] = 0.3,
        ["rewards/margins"] = 0.02 * step, ["rewards/accuracies"] = 0.5 + 0.0075 * step,
        ["kl/chosen_token"] = 0.002 * step, ["kl/rejected_token"] = 0.003 * step,
        ["grad_norm"] = 1 + 0.3 * Math.Sin(step), ["entropy"] = 1.5 - 0.005 * step,
    };

    private static readonly Dictionary<string, Func<int, Dictionary<string, double>>> Faults = new()
    {
        ["displacement"] = step => new() { ["delta/chosen"] = -0.1 * step, ["displacement"] = 0.8 },
        ["idle accuracy"] = step => new() { ["rewards/accuracies"] = 0.7 },
        ["drift"] = step => new() { ["kl/rejected_token"] = 0.02 * step },
        ["gradient spike"] = step => step == 45 ? new() { ["grad_norm"] = 40 } : [],
        ["standstill"] = step => new() { ["loss"] = Math.Log(2) + 1e-4 * Math.Sin(step) },
        ["entropy collapse"] = step => new() { ["entropy"] = 1.5 / (1 + 0.1 * step) },
    };

    private static List<Note> Run(Func<int, Dictionary<string, double>> metrics, int steps = Steps)
    {
        var watch = new HealthWatch();
        return [.. Enumerable.Range(0, steps).SelectMany(step => watch.See(step, metrics(step)))];
    }

    private static Dictionary<string, double> With(Dictionary<string, double> some, Dictionary<string, double> others) =>
        some.Where(one => !others.ContainsKey(one.Key)).Concat(others).ToDictionary();

    [Fact]
    public void A_healthy_run_is_not_spoken_about() => Assert.Empty(Run(Healthy));

    [Fact]
    public void Every_rule_has_a_fault_here() =>
        Assert.Equal(HealthRule.All.Select(rule => rule.Name).Order(), Faults.Keys.Order());

    [Theory]
    [InlineData("displacement", 15)]
    [InlineData("idle accuracy", 19)]
    [InlineData("drift", 28)]
    [InlineData("gradient spike", 45)]
    [InlineData("standstill", 29)]
    [InlineData("entropy collapse", 15)]
    public void A_fault_is_noticed_once_by_its_own_rule(string name, int step)
    {
        var note = Assert.Single(Run(i => With(Healthy(i), Faults[name](i))));
        Assert.Equal((name, step), (note.Name, note.Step));
        Assert.EndsWith(".", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_that_comes_back_and_leaves_again_is_noticed_twice() => Assert.Equal([12, 32], Run(
        step => With(Healthy(step), new() { ["kl/chosen_token"] = step / 10 % 2 == 1 ? 1 : 0.1 }), 40).Select(n => n.Step));

    [Fact]
    public void A_metric_that_is_not_logged_silences_its_rules() => Assert.Empty(Run(_ => []));

    [Fact]
    public void A_run_that_is_too_short_to_judge_is_not_judged() =>
        Assert.Empty(Run(step => With(Healthy(step), new() { ["delta/chosen"] = -50, ["displacement"] = 1 }), 9));

    /// <summary>A chosen answer may lose likelihood on a minority of pairs, or by a little, without a word.</summary>
    [Fact]
    public void Displacement_needs_both_depth_and_breadth()
    {
        Assert.Empty(Run(step => With(Healthy(step), new() { ["delta/chosen"] = -50, ["displacement"] = 0.4 })));
        Assert.Empty(Run(step => With(Healthy(step), new() { ["delta/chosen"] = -0.9, ["displacement"] = 0.9 })));
    }

    /// <summary>Pairs that are all told apart leave nothing to gain, and a margin that grows on them is no news.</summary>
    [Fact]
    public void Accuracy_may_rest_at_the_top() =>
        Assert.Empty(Run(step => With(Healthy(step), new() { ["rewards/accuracies"] = 0.97 + 0.001 * Noise.NextDouble() })));

    /// <summary>What counts is the ratio: gradients in another unit are judged alike.</summary>
    [Theory, InlineData(1e-3), InlineData(1e3)]
    public void Gradient_spikes_have_no_unit(double unit)
    {
        Dictionary<string, double> Scaled(int step, Dictionary<string, double> fault)
        {
            var metrics = With(Healthy(step), fault);
            return With(metrics, new() { ["grad_norm"] = unit * metrics["grad_norm"] });
        }

        Assert.Equal(45, Assert.Single(Run(step => Scaled(step, Faults["gradient spike"](step)))).Step);
        Assert.Empty(Run(step => Scaled(step, [])));
    }
}
