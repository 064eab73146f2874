using System.Runtime.InteropServices;

namespace TorchSharp;

internal static unsafe partial class Bridge
{
    [LibraryImport(Library), SuppressGCTransition] public static partial long tb_tensor_dim(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial long tb_tensor_numel(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial int tb_tensor_dtype(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial long tb_tensor_element_size(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial int tb_tensor_device_type(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial int tb_tensor_device_index(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial nint tb_tensor_data(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial long tb_tensor_storage_offset(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial int tb_tensor_is_contiguous(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial int tb_tensor_is_sparse(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial void tb_tensor_sizes(nint tensor, long* sizes);
    [LibraryImport(Library), SuppressGCTransition] public static partial void tb_tensor_strides(nint tensor,
        long* strides);
    [LibraryImport(Library), SuppressGCTransition] public static partial nint tb_tensor_identity(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial nint tb_tensor_alias(nint tensor);
    [LibraryImport(Library)] public static partial nint tb_tensor_element(nint tensor, long position);
    [LibraryImport(Library)] public static partial void tb_tensor_free(nint tensor);

    [LibraryImport(Library)]
    public static partial int tb_tensor_copy_from(void* data, long* sizes, int count, int dtype, nint* result);

    [LibraryImport(Library)]
    public static partial int tb_tensor_share(
        nint data, long* sizes, int count, int dtype, nint owner, delegate* unmanaged<nint, void> release,
        nint* result);

    [LibraryImport(Library), SuppressGCTransition] public static partial int tb_tensor_requires_grad(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] public static partial int tb_tensor_is_leaf(nint tensor);
    [LibraryImport(Library)] public static partial int tb_tensor_set_requires_grad(nint tensor, int value);
    [LibraryImport(Library)] public static partial int tb_tensor_retain_grad(nint tensor);
    [LibraryImport(Library)] public static partial int tb_tensor_grad(nint tensor, nint* result);
    [LibraryImport(Library)] public static partial int tb_tensor_set_grad(nint tensor, nint gradient);

    [LibraryImport(Library)]
    public static partial int tb_backward(
        nint* tensors, int count, nint* gradients, int gradientCount, int retain, int create, nint* inputs,
        int inputCount);

    [LibraryImport(Library)]
    public static partial int tb_grad(
        nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients, int gradientCount,
        int retain, int create, int allowUnused, nint* results);

    [LibraryImport(Library), SuppressGCTransition] public static partial int tb_grad_mode();
    [LibraryImport(Library), SuppressGCTransition] public static partial void tb_set_grad_mode(int enabled);
    [LibraryImport(Library), SuppressGCTransition] public static partial int tb_inference_mode();
    [LibraryImport(Library)] public static partial nint tb_inference_enter(int enabled);
    [LibraryImport(Library)] public static partial void tb_inference_leave(nint guard);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int tb_function_attach(
        string name, nint context, delegate* unmanaged<nint, nint, nint*, int, nint*, int, long> backward,
        delegate* unmanaged<nint, void> release, int materialize, nint* inputs, int inputCount, nint* outputs,
        int outputCount, nint* constant, int constantCount, nint* dirty, int dirtyCount, nint* saved, int savedCount);

    [LibraryImport(Library)] public static partial int tb_function_saved_count(nint node);
    [LibraryImport(Library)] public static partial int tb_function_saved(nint node, int index, nint* result);
}
