using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Managed arrays to tensors, in every element type and rank.</summary>
[Covers("tensor", "as_tensor", "from_array", "frombuffer", "op_Implicit", "op_Explicit")]
public sealed class LiteralSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<Type> Elements =>
        [typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(Half),
        typeof(float), typeof(double)];

    [Theory]
    [MemberData(nameof(Elements))]
    public void Every_overload_keeps_type_shape_and_values(Type element)
    {
        int tried = 0;
        foreach (var method in typeof(torch).GetMethods().Where(m => m.Name is "tensor" or "as_tensor" or "from_array"))
        {
            var parameters = method.GetParameters();
            if (parameters.Any(p => p.ParameterType.IsByRefLike) || Data(parameters, element) is not { } data) continue;
            object?[] arguments = [.. parameters.Select((p,
                i) => i == 0 ? data.Value : p.ParameterType == typeof(long) ? data.Dims[i - 1] : Missing(p))];
            using var made = (Tensor)method.Invoke(null, arguments)!;
            Assert.Equal(data.Dims, made.shape);
            Assert.Equal(TypeOf(element), made.dtype);
            Assert.Equal(data.Flat, Nd.From(made).Data);
            tried++;
        }
        Assert.True(tried >= 9, $"{element.Name}: {tried} overloads");
    }

    [Fact]
    public void Spans_give_the_shape()
    {
        ReadOnlySpan<long> shape = [2, 1];
        Assert.Equal([2, 1], tensor(new bool[2], shape).shape);
        Assert.Equal([2, 1], tensor(new byte[2], shape).shape);
        Assert.Equal([2, 1], tensor(new sbyte[2], shape).shape);
        Assert.Equal([2, 1], tensor(new short[2], shape).shape);
        Assert.Equal([2, 1], tensor(new int[2], shape).shape);
        Assert.Equal([2, 1], tensor(new long[2], shape).shape);
        Assert.Equal([2, 1], tensor(new Half[2], shape).shape);
        Assert.Equal([2, 1], tensor(new float[2], shape).shape);
        Assert.Equal([2, 1], tensor(new double[2], shape).shape);
        Assert.Equal([2, 1], tensor((IList<float>)[1f, 2f], shape).shape);
        Assert.Equal([1f, 2f], tensor(new Memory<float>([1f, 2f]), shape).data<float>().ToArray());
    }

    [Fact]
    public void Types_and_gradients_are_given_with_the_literal()
    {
        var x = tensor(new[] { 1.5f, 2 }, ScalarType.Float64, CPU, requires_grad: true);
        Assert.Equal(ScalarType.Float64, x.dtype);
        Assert.True(x.requires_grad && x.is_leaf);
        Assert.Equal(ScalarType.Int32, tensor(3, ScalarType.Int32).dtype);
        Assert.Equal(ScalarType.BFloat16, as_tensor(x, ScalarType.BFloat16).dtype);
        Assert.Equal(ScalarType.Float32, from_array(new double[,] { { 1 } }, ScalarType.Float32).dtype);
    }

    [Fact]
    public void Values_convert_implicitly_in_and_explicitly_out()
    {
        Assert.Equal(6.5, (double)((Tensor)2 + (Tensor)4L + (Tensor)0.5f));
        Assert.Equal(3, ((Tensor)new[] { 1, 2 }).sum().item<long>());
        Tensor[] scalars = [true, (byte)1, (sbyte)1, (short)1, 1, 1L, 1f, 1.0, (Tensor)(Scalar)1];
        foreach (var one in scalars)
        {
            Assert.Equal(1, (int)one);
            Assert.Equal(1L, (long)one);
            Assert.Equal(1f, (float)one);
            Assert.Equal((byte)1, (byte)one);
            Assert.Equal((sbyte)1, (sbyte)one);
            Assert.Equal((short)1, (short)one);
            Assert.True((bool)one);
        }
        Tensor[] arrays = [new[] { true }, new byte[] { 1 }, new sbyte[] { 1 }, new short[] { 1 }, new[] { 1 },
            new[] { 1L }, new[] { 1f }, new[] { 1.0 }];
        Assert.All(arrays, array => Assert.Equal([1], array.shape));
    }

    [Fact]
    public void A_buffer_is_shared_until_the_last_tensor_on_it_dies()
    {
        float[] memory = [1, 2, 3, 4];
        var x = frombuffer(memory, ScalarType.Float32, 2, 1);
        memory[1] = 7;
        Assert.Equal([7f, 3f], x.data<float>().ToArray());
        x[1] = 9f;
        Assert.Equal(9f, memory[2]);
        Assert.Throws<ArgumentException>(() => frombuffer(memory, ScalarType.Float32, 5));
        var view = x[1..];
        x.Dispose();
        Assert.Equal(9f, view.item<float>());
    }

    [Fact]
    public void A_wrong_number_of_elements_is_refused() => Assert.Equal(
        "tensor: expected 6 elements for [2, 3], got 2.",
        Assert.Throws<ArgumentException>(() => tensor((IList<float>)[1f, 2f], 2, 3)).Message);

    private static (object Value, long[] Dims, double[] Flat)? Data(ParameterInfo[] parameters, Type element)
    {
        var type = parameters[0].ParameterType;
        int dims = parameters.Count(p => p.ParameterType == typeof(long));
        if (type == element && dims == 0) return (One(element, 1), [], [1]);
        if (type.IsArray && type.GetElementType() == element) return Filled(element, type.GetArrayRank());
        if (type == typeof(Array)) return Filled(element, 2);
        if (type != typeof(IList<>).MakeGenericType(element)) return null;
        var (value, _, flat) = Filled(element, 1, dims == 0 ? 2 : 1 << dims);
        return (value, dims == 0 ? [2] : [.. Enumerable.Repeat(2L, dims)], flat);
    }

    private static (object Value, long[] Dims, double[] Flat) Filled(Type element, int rank, int size = 2)
    {
        var array = Array.CreateInstance(element, [.. Enumerable.Repeat(size, rank)]);
        double[] flat = [.. Enumerable.Range(0, array.Length).Select(i => (double)(i % 2))];
        for (int i = 0; i < flat.Length; i++)
            array.SetValue(One(element, (int)flat[i]),
                [.. Enumerable.Range(0, rank).Select(d => i / (int)Math.Pow(size, rank - 1 - d) % size)]);
        return (array, [.. Enumerable.Repeat((long)size, rank)], flat);
    }

    private static object One(Type element, int value) => element == typeof(Half)
        ? (Half)value
        : Convert.ChangeType(value, element, System.Globalization.CultureInfo.InvariantCulture);

    private static object? Missing(ParameterInfo parameter) =>
        parameter.HasDefaultValue && parameter.DefaultValue is bool flag ? flag : null;

    private static ScalarType TypeOf(Type element) => element.Name switch
    {
        nameof(Boolean) => ScalarType.Bool,
        nameof(Byte) => ScalarType.Byte,
        nameof(SByte) => ScalarType.Int8,
        nameof(Int16) => ScalarType.Int16,
        nameof(Int32) => ScalarType.Int32,
        nameof(Int64) => ScalarType.Int64,
        nameof(Half) => ScalarType.Float16,
        nameof(Single) => ScalarType.Float32,
        _ => ScalarType.Float64,
    };
}
