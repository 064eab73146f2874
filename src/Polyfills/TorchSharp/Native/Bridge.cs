using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The C ABI of native/; one declaration for each function there.</summary>
internal static unsafe partial class Bridge
{
    private const string Library = "TorchBridge";

    public static string Version => Marshal.PtrToStringUTF8(tb_version()) ?? "unknown";

    [LibraryImport(Library)] public static partial nint tb_error();
    [LibraryImport(Library)] public static partial long tb_error_ticket();
    [LibraryImport(Library)] public static partial nint tb_version();
    [LibraryImport(Library)] public static partial nint tb_blas();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int tb_operator_find(string name, string overload, nint* handle);

    [LibraryImport(Library)]
    public static partial int tb_operator_call(
        nint handle, Value* arguments, int count, Value* results, int capacity, int* returned);

    [LibraryImport(Library)] public static partial void tb_list_free(nint handles);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int tb_script_compile(string source, nint* unit);

    [LibraryImport(Library)] public static partial void tb_script_free(nint unit);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int tb_script_find(nint unit, string name, nint* function);

    [LibraryImport(Library)]
    public static partial int tb_script_call(
        nint function, Value* arguments, int count, Value* results, int capacity, int* returned);

    [LibraryImport(Library)] public static partial int tb_manual_seed(long seed);
    [LibraryImport(Library)] public static partial int tb_generator_default(int type, int index, nint* result);
    [LibraryImport(Library)] public static partial int tb_generator_new(int type, int index, ulong seed, nint* result);
    [LibraryImport(Library)] public static partial void tb_generator_free(nint generator);
    [LibraryImport(Library)] public static partial int tb_generator_set_seed(nint generator, long seed);
    [LibraryImport(Library)] public static partial long tb_generator_current_seed(nint generator);
    [LibraryImport(Library)] public static partial long tb_generator_seed(nint generator);
    [LibraryImport(Library)] public static partial int tb_generator_state(nint generator, nint* state);
    [LibraryImport(Library)] public static partial int tb_generator_set_state(nint generator, nint state);

    [LibraryImport(Library)] public static partial int tb_num_threads();
    [LibraryImport(Library)] public static partial int tb_num_interop_threads();
    [LibraryImport(Library)] public static partial int tb_set_num_threads(int count);

    [LibraryImport(Library)] public static partial void tb_keep_freed_memory();
    [LibraryImport(Library)] public static partial int tb_set_num_interop_threads(int count);
    [LibraryImport(Library)] public static partial int tb_cuda_available();
    [LibraryImport(Library)] public static partial int tb_cuda_count();
    [LibraryImport(Library)] public static partial int tb_cudnn_available();
    [LibraryImport(Library)] public static partial int tb_cuda_synchronize(int index);
    [LibraryImport(Library)] public static partial int tb_cuda_manual_seed(int index, long seed);
    [LibraryImport(Library)] public static partial int tb_allow_tf32();
    [LibraryImport(Library)] public static partial int tb_set_allow_tf32(int allow);

    /// <summary>Loads the library; explains itself when it cannot.</summary>
    public static void Start()
    {
        try
        {
            RuntimeHelpers.RunClassConstructor(typeof(Startup).TypeHandle);
        }
        catch (TypeInitializationException failed) when (failed.InnerException is DllNotFoundException missing)
        {
            throw new DllNotFoundException(missing.Message);
        }
    }
}
