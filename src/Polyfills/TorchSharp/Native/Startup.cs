using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Runs once, before the first tensor: the library must load, and two threads or more do the work.</summary>
internal static class Startup
{
    static Startup()
    {
        try
        {
            Bridge.tb_version();
        }
        catch (DllNotFoundException missing)
        {
            throw new DllNotFoundException(
                $"TorchSharp polyfill: expected libTorchBridge.so and LibTorch, got: {missing.Message} " +
                "Run src/setup.sh once, then build again.");
        }
        if (Bridge.tb_num_threads() < 2 && Environment.ProcessorCount > 1 && !ThreadsAreChosen)
            Failure.Check(Bridge.tb_set_num_threads(Environment.ProcessorCount), "set_num_threads");
        if (BlasIsReference)
            Console.Error.WriteLine("LibTorch multiplies with the slow reference BLAS. Install libopenblas0-pthread.");
    }

    private static bool ThreadsAreChosen =>
        Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is not null ||
        Environment.GetEnvironmentVariable("MKL_NUM_THREADS") is not null;

    /// <summary>Debian's libtorch without an optimised BLAS uses blas/libblas.so.3 of the package libblas3.</summary>
    private static bool BlasIsReference =>
        Marshal.PtrToStringUTF8(Bridge.tb_blas()) is { } path && path.Contains("/blas/libblas",
            StringComparison.Ordinal);
}
