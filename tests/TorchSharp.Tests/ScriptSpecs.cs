using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>TorchScript source compiled and called.</summary>
public sealed class ScriptSpecs : IDisposable
{
    private const string Source = """
        def loss(x, y, beta: float):
            return -torch.log_sigmoid(beta * (x - y)).mean()

        def pair(x, n: int):
            return x * n, x + 1

        def five(x):
            return x, x + 1, x + 2, x + 3, x + 4

        def many(xs: List[Tensor], flag: bool):
            if flag:
                return xs[0] + xs[1]
            return xs[0]

        def parts(x):
            return torch.split(x, 1)

        def count(x) -> int:
            return x.size(0)

        def ratio(x) -> float:
            return 1.0 / x.size(0)

        def optional(x, bias: Optional[Tensor]):
            if bias is not None:
                return x + bias
            return x

        def named(x, ends: List[int], rates: List[float], mode: str):
            if mode == "sum":
                return x.sum(ends) * rates[0]
            return x

        """;

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly jit.CompilationUnit unit = jit.compile(Source);

    public void Dispose()
    {
        unit.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void A_script_computes_and_differentiates_like_its_formula_also_when_it_is_optimised()
    {
        Tensor x = tensor(new[] { 0.3, -1.2 }).requires_grad_(), y = tensor(new[] { 0.1, 0.4 });
        for (int call = 0; call < 5; call++)
        {
            x.grad = null;
            var loss = unit.invoke<Tensor>("loss", x, y, 0.5);
            loss.backward();
            double[] margins = [0.5 * 0.2, 0.5 * -1.6];
            Assert.Equal(margins.Average(m => Math.Log(1 + Math.Exp(-m))), loss.item<double>(), 12);
            Assert.Equal(margins.Select(m => -0.25 / (1 + Math.Exp(m))), x.grad!.data<double>().ToArray(), new Near());
        }
    }

    [Fact]
    public void Numbers_lists_and_flags_are_passed_by_the_types_the_script_declares()
    {
        var x = ones(2, float64);
        Assert.Equal([2.0, 2], unit.invoke<Tensor>("many", new[] { x, x }, true).data<double>().ToArray());
        Assert.Equal([1.0, 1], unit.invoke<Tensor>("many", (IList<Tensor>)[x, x], false).data<double>().ToArray());
        Assert.Equal([3.0, 3], unit.invoke<(Tensor, Tensor)>("pair", x, 3).Item1.data<double>().ToArray());
        Assert.Equal(0.0, unit.invoke<Tensor>("loss", x, x, 1).item<double>() - Math.Log(2), 12);
        Assert.Equal([1.0, 1], unit.invoke<Tensor>("optional", x, null!).data<double>().ToArray());
        Assert.Equal([2.0, 2], unit.invoke<Tensor, Tensor>("optional", x, x).data<double>().ToArray());
        Assert.Equal(1.0, unit.invoke<Tensor>("named", x, new[] { 0L }, new[] { 0.5 }, "sum").item<double>());
    }

    [Fact]
    public void Results_are_tensors_tuples_arrays_and_scalars()
    {
        var x = ones(2, float64);
        Assert.Equal(5.0, unit.invoke<(Tensor, Tensor, Tensor, Tensor, Tensor)>("five", x).Item5[0].item<double>());
        Assert.Equal(2, unit.invoke<Tensor[]>("parts", x).Length);
        Assert.Equal(2, ((Scalar)unit.invoke("count", x)).ToInt64());
        Assert.Equal(0.5, ((Scalar)unit.invoke("ratio", x)).ToDouble());
    }

    [Fact]
    public void Faults_name_the_script_and_what_it_was_given()
    {
        Assert.StartsWith("jit.compile:",
            Assert.Throws<ExternalException>(() => jit.compile("def f(x):\n  return y")).Message,
            StringComparison.Ordinal);
        Assert.Equal("jit.invoke: the script defines no function named nothing",
            Assert.Throws<ExternalException>(() => unit.invoke("nothing", ones(1))).Message.Trim());
        string message = Assert.Throws<ExternalException>(() => unit.invoke("pair", ones(1))).Message;
        Assert.StartsWith("script pair: argument n is required", message, StringComparison.Ordinal);
        Assert.EndsWith("(float32[1]).", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => unit.invoke("pair", ones(1), new object()));
        Assert.Throws<ArgumentNullException>(() => jit.compile(""));
        using var gone = jit.compile(Source);
        gone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => gone.invoke("count", ones(1)));
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-12;

        public int GetHashCode(double obj) => 0;
    }
}
