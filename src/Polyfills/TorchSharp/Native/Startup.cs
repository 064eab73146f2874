using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Runs once, before the first tensor: the library must load, and two threads or more do the work.</summary>
/// <remarks>OpenBLAS built on pthreads brings its own pool of all cores for products. A second pool in LibTorch spins
/// against it, and a training step takes much longer with both than with either alone.</remarks>
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
        Bridge.tb_keep_freed_memory();
        if (!ThreadsAreChosen)
            Failure.Check(Bridge.tb_set_num_threads(Environment.ProcessorCount), "set_num_threads");
        if (BlasIsReference)
            Console.Error.WriteLine("LibTorch multiplies with the slow reference BLAS. Install libopenblas0-pthread.");
    }

    private static bool ThreadsAreChosen =>
        Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is not null ||
        Environment.GetEnvironmentVariable("MKL_NUM_THREADS") is not null ||
        Environment.GetEnvironmentVariable("OPENBLAS_NUM_THREADS") is not null;

    /// <summary>Debian's libtorch without an optimised BLAS uses blas/libblas.so.3 of the package libblas3.</summary>
    private static bool BlasIsReference =>
        Marshal.PtrToStringUTF8(Bridge.tb_blas()) is { } path && path.Contains("/blas/libblas",
            StringComparison.Ordinal);
}
