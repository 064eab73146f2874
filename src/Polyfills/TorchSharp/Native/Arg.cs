using System.Numerics;
using System.Text;

namespace TorchSharp;

/// <summary>An argument of an operator before it is laid out for the bridge; keeps what it points to alive.</summary>
internal readonly struct Arg
{
    private readonly Tag tag;
    private readonly int count;
    private readonly long bits;

    private Arg(Tag tag, long bits = 0, int count = 0, object? owner = null) =>
        (this.tag, this.bits, this.count, Owner) = (tag, bits, count, owner);

    public object? Owner { get; }

    /// <summary>Not given: the operator's own default.</summary>
    public static Arg Default => default;

    public static Arg None => new(Tag.None);

    public static implicit operator Arg(torch.Tensor? tensor) =>
        tensor is null ? None : new(Tag.Tensor, tensor.Handle, 0, tensor);

    public static implicit operator Arg(long value) => new(Tag.Int, value);
    public static implicit operator Arg(long? value) => value is { } given ? new(Tag.Int, given) : None;
    public static implicit operator Arg(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(double? value) => value is { } given ? given : None;
    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Arg(torch.ScalarType value) => new(Tag.Int, (long)value);
    public static implicit operator Arg(torch.ScalarType? value) => value is { } given ? given : None;
    public static implicit operator Arg(Scalar? value) => value is null ? None : value.ToArg();
    public static implicit operator Arg(torch.Device? device) =>
        device is null ? None : new(Tag.Device, device.index, (int)device.type);
    public static implicit operator Arg(long[]? items) =>
        items is null ? None : new(Tag.IntList, 0, items.Length, items);
    public static implicit operator Arg(ReadOnlySpan<long> items) => items.ToArray();
    public static implicit operator Arg(double[]? items) =>
        items is null ? None : new(Tag.DoubleList, 0, items.Length, items);
    public static implicit operator Arg(torch.Tensor?[] tensors) => new(Tag.TensorList, 0, tensors.Length, tensors);
    public static implicit operator Arg(torch.Generator? generator) =>
        generator is null ? None : new(Tag.Generator, generator.Handle, 0, generator);

    public static implicit operator Arg(string? text)
    {
        if (text is null) return None;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return new(Tag.String, 0, bytes.Length, bytes);
    }

    public static implicit operator Arg(Complex value) =>
        new(Tag.Complex, 0, 2, new[] { value.Real, value.Imaginary });

    /// <summary>Eight-byte words that the argument needs beside its <see cref="Value"/>.</summary>
    public int Words => tag switch
    {
        Tag.IntList or Tag.DoubleList or Tag.TensorList or Tag.Complex => count,
        Tag.String => (count + 7) / 8,
        _ => 0,
    };

    /// <summary>Writes the argument and, at <paramref name="words"/>, what it points to.</summary>
    public unsafe void Write(Value* value, ref long* words)
    {
        value->Tag = tag;
        value->Count = count;
        value->Integer = bits;
        if (Words == 0) return;
        value->Pointer = (nint)words;
        CopyTo(words);
        words += Words;
    }

    private unsafe void CopyTo(long* words)
    {
        switch (Owner)
        {
            case long[] items: items.CopyTo(new Span<long>(words, count)); break;
            case double[] items: items.CopyTo(new Span<double>(words, count)); break;
            case byte[] items: items.CopyTo(new Span<byte>(words, count)); break;
            case torch.Tensor?[] tensors:
                for (int i = 0; i < tensors.Length; i++) words[i] = tensors[i]?.Handle ?? 0;
                break;
        }
    }

    /// <summary>For messages: the shape of a tensor, the value of anything else.</summary>
    public override string ToString() => tag switch
    {
        Tag.Default => "default",
        Tag.None => "none",
        Tag.Tensor => Failure.Describe((torch.Tensor)Owner!),
        Tag.TensorList => $"[{string.Join(", ", ((torch.Tensor?[])Owner!).Select(Failure.Describe))}]",
        Tag.IntList => $"[{string.Join(", ", (long[])Owner!)}]",
        Tag.DoubleList => FormattableString.Invariant($"[{string.Join(", ", (double[])Owner!)}]"),
        Tag.Double => FormattableString.Invariant($"{BitConverter.Int64BitsToDouble(bits)}"),
        Tag.Bool => bits != 0 ? "true" : "false",
        Tag.String => $"\"{Encoding.UTF8.GetString((byte[])Owner!)}\"",
        Tag.Device => $"{(DeviceType)count}".ToLowerInvariant(),
        Tag.Int => FormattableString.Invariant($"{bits}"),
        _ => tag.ToString(),
    };
}
