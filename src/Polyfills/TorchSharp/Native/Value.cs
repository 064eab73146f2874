using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The bridge's names for what a value holds; see native/bridge.h.</summary>
internal enum Tag
{
    Default = 0, None = 1, Tensor = 2, Int = 3, Double = 4, Bool = 5, IntList = 6, TensorList = 7, Device = 8,
    String = 9, DoubleList = 10, Generator = 11, Complex = 12,
}

/// <summary>One argument or result as the bridge lays it out.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct Value
{
    [FieldOffset(0)] public Tag Tag;
    [FieldOffset(4)] public int Count;
    [FieldOffset(8)] public long Integer;
    [FieldOffset(8)] public double Real;
    [FieldOffset(8)] public nint Pointer;
}
