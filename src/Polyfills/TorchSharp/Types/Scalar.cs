using System.Numerics;

namespace TorchSharp;

/// <summary>A number of any element type, as an argument of an operator.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double real;
    private readonly double imaginary;
    private readonly long integer;

    private Scalar(torch.ScalarType type, long integer) => (Type, this.integer) = (type, integer);

    private Scalar(torch.ScalarType type, double real, double imaginary = 0) =>
        (Type, this.real, this.imaginary) = (type, real, imaginary);

    public torch.ScalarType Type { get; }

    internal double Real => torch.is_integral(Type) ? integer : real;

    internal long Integer => torch.is_integral(Type) ? integer : (long)real;

    internal Complex Complex => new(Real, imaginary);

    public static implicit operator Scalar(byte value) => new(torch.ScalarType.Byte, value);
    public static implicit operator Scalar(sbyte value) => new(torch.ScalarType.Int8, (long)value);
    public static implicit operator Scalar(short value) => new(torch.ScalarType.Int16, (long)value);
    public static implicit operator Scalar(int value) => new(torch.ScalarType.Int32, (long)value);
    public static implicit operator Scalar(long value) => new(torch.ScalarType.Int64, value);
    public static implicit operator Scalar(Half value) => new(torch.ScalarType.Float16, (double)value);
    public static implicit operator Scalar(float value) => new(torch.ScalarType.Float32, (double)value);
    public static implicit operator Scalar(double value) => new(torch.ScalarType.Float64, value);
    public static implicit operator Scalar(bool value) => new(torch.ScalarType.Bool, value ? 1L : 0L);
    public static implicit operator Scalar((float, float) value) =>
        new(torch.ScalarType.ComplexFloat32, value.Item1, value.Item2);
    public static implicit operator Scalar(Complex value) =>
        new(torch.ScalarType.ComplexFloat64, value.Real, value.Imaginary);

    /// <summary>Nothing to free here; TorchSharp's scalar holds a native handle.</summary>
    public void Dispose()
    {
    }

    internal Arg ToArg() => Type switch
    {
        torch.ScalarType.Bool => integer != 0,
        torch.ScalarType.ComplexFloat32 or torch.ScalarType.ComplexFloat64 => Complex,
        var type when torch.is_integral(type) => integer,    // as a double it would promote integer tensors
        _ => real,
    };
}
