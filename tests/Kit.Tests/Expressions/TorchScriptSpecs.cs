using Kit.Expressions;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Tests.Expressions;

/// <summary>The generated source as a person reads it.</summary>
public sealed class TorchScriptSpecs
{
    [Fact]
    public async Task Forward_of_RRPO() => await Verifier.Verify(TorchScript.Function(
        "forward", Rrpo.Evidence,
        [("loss", Rrpo.Loss), .. Rrpo.Metrics.Select(metric => (metric.Name, metric.Value))]));

    [Fact]
    public async Task Backward_of_LeanPO() => await Verifier.Verify(TorchScript.Function(
        "backward", LeanPo.Evidence, [.. LeanPo.Differentiable.Select(one => ($"d {one}", LeanPo.Credit(one)))]));

    [Fact]
    public async Task Graph_of_SimPO() => await Verifier.Verify(Mermaid.Apply(SimPo.Loss));

    [Theory]
    [InlineData(3, "3.0")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1e20, "1e20")]
    public void Numbers_are_float_literals(double value, string text)
    {
        var x = new Quantity("x", Per.Batch, Flow.Constant).At(Slot.None);
        var source = TorchScript.Function("f", [x], [("y", x.ToExpr().Power(value))]);
        Assert.Contains($"y = torch.pow(x, {text})\n", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_collide_are_numbered()
    {
        var x = new Quantity("x", Per.Batch, Flow.Constant).At(Slot.None);
        var twice = x.ToExpr().Exp().As(new Symbol("x")) + x.ToExpr().Log().As(new Symbol("x"));
        var source = TorchScript.Function("f", [x], [("x", twice)]);
        Assert.Contains("x_2 = torch.exp(x)", source, StringComparison.Ordinal);
        Assert.Contains("x_3 = torch.log(x)", source, StringComparison.Ordinal);
        Assert.Contains("x_4 = x_2 + x_3", source, StringComparison.Ordinal);
    }
}
