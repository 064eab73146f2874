using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>The overloads that take sizes in many ways.</summary>
[Covers("zeros", "ones", "empty", "full", "rand", "randn")]
public sealed class CreationSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData("zeros", 0.0)]
    [InlineData("ones", 1.0)]
    [InlineData("full", 7.0)]
    [InlineData("empty", null)]
    [InlineData("rand", null)]
    [InlineData("randn", null)]
    public void Every_way_to_give_sizes_makes_that_shape(string name, double? value)
    {
        var overloads = typeof(torch).GetMethods()
            .Where(m => m.Name == name && !m.GetParameters()[0].ParameterType.IsByRefLike).ToList();
        Assert.Equal(9, overloads.Count);
        foreach (var method in overloads)
        {
            var (arguments, shape) = Sizes(method);
            using var made = (Tensor)method.Invoke(null, arguments)!;
            Assert.Equal(shape, made.shape);
            Assert.Equal(ScalarType.Float64, made.dtype);
            Assert.True(made.requires_grad);
            if (value is { } all) Assert.All(made.data<double>().ToArray(), v => Assert.Equal(all, v));
        }
    }

    [Fact]
    public void Spans_give_sizes_too()
    {
        ReadOnlySpan<long> size = [2, 3];
        Assert.Equal([2, 3], zeros(size).shape);
        Assert.Equal([2, 3], ones(size).shape);
        Assert.Equal([2, 3], empty(size).shape);
        Assert.Equal([2, 3], full(size, 1).shape);
        Assert.Equal([2, 3], rand(size).shape);
        Assert.Equal([2, 3], randn(size).shape);
    }

    [Fact]
    public void Types_follow_the_value_when_they_are_not_given()
    {
        Assert.Equal(ScalarType.Float32, zeros(2).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 3).dtype);
        Assert.Equal(ScalarType.Bool, full(2, true).dtype);
        Assert.Equal(ScalarType.Float32, full(2, 3.5).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(3.0).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.5).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.0).dtype);
    }

    private static (object?[] Arguments, long[] Shape) Sizes(MethodInfo method)
    {
        var shape = new List<long>();
        object?[] arguments = [.. method.GetParameters().Select(parameter =>
        {
            if (parameter.ParameterType == typeof(long[])) shape.AddRange([2, 3]);
            else if (parameter.ParameterType.Name is "Int64" or "Int32") shape.Add(shape.Count + 2);
            return parameter.ParameterType switch
            {
                var type when type == typeof(long[]) => new long[] { 2, 3 },
                var type when type == typeof(long) => shape[^1],
                var type when type == typeof(int) => (object)(int)shape[^1],
                var type when type == typeof(Scalar) => (Scalar)7,
                var type when type == typeof(ScalarType?) => ScalarType.Float64,
                var type when type == typeof(bool) => true,
                _ => null,
            };
        })];
        return (arguments, [.. shape]);
    }
}
