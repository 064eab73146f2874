namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(
        Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Graded(Aten.arange.Run(stop, Counted(dtype, stop), Arg.None, Place(device), false), requires_grad);

    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype ?? Counted(null, start, stop), device, requires_grad);

    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Graded(
            Aten.arange_start_step.Run(
                start, stop, step, Counted(dtype, start, stop, step), Arg.None, Place(device), false),
            requires_grad);

    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Graded(
            Aten.linspace.Run(start, end, steps, dtype ?? defaultDtype, Arg.None, Place(device), false), requires_grad);

    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Graded(
            Aten.eye_m.Run(
                rows, columns < 0 ? rows : columns, dtype ?? defaultDtype, Arg.None, Place(device), false),
            requires_grad);

    public static Tensor complex(Tensor real, Tensor imag) => Aten.complex.Run(real, imag);

    private static Arg Place(Device? device) => device ?? defaultDevice;

    private static Tensor Graded(Tensor made, bool requires_grad) =>
        requires_grad ? made.requires_grad_() : made;

    private static Tensor Made(Op op, long[] size, ScalarType? dtype, Device? device, bool requires_grad) =>
        Graded(op.Run(size, dtype ?? defaultDtype, Arg.None, Place(device), false), requires_grad);

    private static Tensor Drawn(
        Op op, long[] size, Generator? generator, ScalarType? dtype, Device? device, bool requires_grad) =>
        Graded(op.Run(size, generator, dtype ?? defaultDtype, Arg.None, Place(device), false), requires_grad);

    /// <summary>The type of a filled tensor: as asked, else that of the value, floats by the default type.</summary>
    private static ScalarType Chosen(ScalarType? dtype, Scalar value) => dtype
        ?? (is_integral(value.Type) ? value.Type == ScalarType.Bool ? ScalarType.Bool : ScalarType.Int64
            : is_complex(value.Type) ? value.Type : defaultDtype);

    private static ScalarType Counted(ScalarType? dtype, params ReadOnlySpan<Scalar> bounds)
    {
        if (dtype is { } asked) return asked;
        foreach (var bound in bounds)
            if (!is_integral(bound.Type)) return defaultDtype;
        return ScalarType.Int64;
    }
}
