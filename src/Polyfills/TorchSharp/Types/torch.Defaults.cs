namespace TorchSharp;

public static partial class torch
{
    // Process-wide defaults are TorchSharp's contract; the kit passes dtype and device explicitly.
    private static ScalarType defaultDtype = ScalarType.Float32;
    private static Device? chosenDevice;

    private static Device defaultDevice => chosenDevice ?? CPU;

    public static ScalarType get_default_dtype() => defaultDtype;

    public static void set_default_dtype(ScalarType dtype) => defaultDtype = is_floating_point(dtype)
        ? dtype
        : throw new ArgumentException($"set_default_dtype: expected a floating-point type, got {dtype}.");

    public static Device get_default_device() => defaultDevice;

    public static void set_default_device(Device device) => chosenDevice = device;

    public static void set_default_device(string device) => chosenDevice = new Device(device);
}
