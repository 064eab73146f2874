using System.Reflection;
using TorchSharp.Tests.Operators;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class OperatorSpecs
{
    private static readonly Case[] Table = [.. All().SelectMany(item => item.WithTwin())];

    [Fact]
    public void Every_operator_equals_its_managed_computation() => ForAll(Table, item =>
    {
        using var scope = NewDisposeScope();
        Close(item.Truth(item.Inputs), item.Value(item.Arguments), item.Tolerance);
    });

    [Fact]
    public void Every_gradient_equals_finite_differences_of_the_managed_computation() =>
        ForAll(Table.Where(item => item.Smooth), item =>
        {
            using var scope = NewDisposeScope();
            Tensor[] leaves = [.. item.Inputs.Select(input => input.ToTensor().requires_grad_())];
            var result = item.Run([.. leaves.Select(leaf => leaf.clone())]);
            Nd weights = Nd.Drawn(99, 0.5, 1.5, [.. result.shape.Select(size => (int)size)]);
            (result * weights.ToTensor()).sum().backward();
            for (int i = 0; i < leaves.Length; i++)
                Close(Difference(item, weights, i), Nd.From(leaves[i].grad ?? leaves[i].zeros_like()), 1e-5);
        });

    [Fact]
    public void Every_operator_has_a_case()
    {
        var covered = Table.SelectMany(item => item.Covers).Select(Key).ToHashSet();
        covered.UnionWith(typeof(OperatorSpecs).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<CoversAttribute>()).SelectMany(attribute => attribute.Names));
        var missing = new[] { typeof(Tensor), typeof(torch), typeof(nn.functional) }
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !covered.Contains(Key(method)) && !covered.Contains(method.Name))
            .Select(Key).Order().ToList();
        Assert.True(missing.Count == 0, $"{missing.Count} without a case:\n" + string.Join("\n", missing));
    }

    private static IEnumerable<Case> All() =>
    [
        .. Pointwise.Cases(), .. Arithmetic.Cases(), .. Comparison.Cases(), .. Shapes.Cases(), .. Splitting.Cases(),
        .. Gathering.Cases(), .. Reductions.Cases(), .. Ordering.Cases(), .. Products.Cases(), .. Creation.Cases(),
        .. Layers.Cases(), .. Losses.Cases(), .. Convolutions.Cases(), .. Casting.Cases(),
    ];

    private static string Key(MethodInfo method)
    {
        var types = method.GetParameters().Select(parameter => parameter.ParameterType.Name);
        return $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", types)})";
    }

    private static void ForAll(IEnumerable<Case> cases, Action<Case> check)
    {
        var failures = new List<string>();
        foreach (var item in cases)
        {
            try
            {
                check(item);
            }
            catch (Exception exception)
            {
                failures.Add($"{item}: {(exception.InnerException ?? exception).Message}");
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} failures:\n" + string.Join("\n", failures));
    }

    private static Nd Difference(Case item, Nd weights, int input)
    {
        const double Step = 1e-6;
        return Nd.Of([item.Inputs[input].Data.Length], index =>
        {
            double Shifted(double step)
            {
                Nd[] inputs = [.. item.Inputs.Select((x, i) => i == input ? Moved(x, index[0], step) : x)];
                return item.Truth(inputs).Dot(weights);
            }
            return (Shifted(Step) - Shifted(-Step)) / (2 * Step);
        }).Reshape(item.Inputs[input].Shape);
    }

    private static Nd Moved(Nd x, int position, double step)
    {
        double[] data = [.. x.Data];
        data[position] += step;
        return x with { Data = data };
    }

    private static void Close(Nd expected, Nd found, double tolerance)
    {
        Assert.Equal(expected.Shape, found.Shape);
        for (int i = 0; i < expected.Data.Length; i++)
        {
            double allowed = tolerance * Math.Max(1, Math.Abs(expected.Data[i]));
            bool same = expected.Data[i].Equals(found.Data[i]) || Math.Abs(expected.Data[i] - found.Data[i]) <= allowed;
            Assert.True(same, $"element {i}: expected {expected.Data[i]}, got {found.Data[i]}");
        }
    }
}
