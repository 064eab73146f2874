using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Devices, threads, defaults and the library itself.</summary>
[Covers(
    "device", "get_CUDA", "cuda_is_available", "get___version__", "get_default_device", "set_default_device",
    "get_default_dtype", "set_default_dtype", "get_num_threads", "set_num_threads", "get_num_interop_threads",
    "set_num_interop_threads", "InitializeDevice", "InitializeDeviceType", "TryInitializeDeviceType",
        "is_floating_point",
    "is_integral", "is_complex", "cuda", "pin_memory")]
[Collection("alone")]
public class DeviceSpecs
{
    [Theory]
    [InlineData("cpu", DeviceType.CPU, -1, "cpu")]
    [InlineData("cuda", DeviceType.CUDA, -1, "cuda")]
    [InlineData("cuda:1", DeviceType.CUDA, 1, "cuda:1")]
    [InlineData("meta", DeviceType.META, -1, "meta")]
    public void Devices_are_written_as_in_PyTorch(string text, DeviceType type, int index, string printed)
    {
        Device[] same = [device(text), text, new Device(text), device(type, index), new Device(type, index),
            device(type.ToString(), index)];
        Assert.All(same, found => Assert.Equal((type, index, printed), (found.type, found.index, found.ToString())));
        Assert.Equal("cuda:2", device(2).ToString());
        Assert.Equal("cuda:2", new Device(2).ToString());
        Assert.Equal("cuda", CUDA.ToString());
    }

    [Fact]
    public void An_unknown_device_is_named() => Assert.Equal(
        "device: expected cpu, cuda, cuda:N, mps or meta, got \"gpu\".",
        Assert.Throws<ArgumentException>(() => new Device("gpu")).Message);

    [Fact]
    public void Without_a_CUDA_device_asking_for_one_says_so_and_the_rest_is_silent()
    {
        torch.cuda.manual_seed_all(1);
        torch.cuda.manual_seed(1);
        torch.cuda.synchronize();
        Assert.Equal(cuda_is_available(), torch.cuda.device_count() > 0);
        if (torch.cuda.is_available()) return;
        Assert.False(torch.cuda.is_cudnn_available());
        Assert.False(TryInitializeDeviceType(DeviceType.CUDA));
        using var x = ones(1);
        string[] messages =
        [
            Assert.Throws<InvalidOperationException>(() => x.cuda()).Message,
            Assert.Throws<InvalidOperationException>(() => x.to("cuda")).Message,
            Assert.Throws<InvalidOperationException>(() => InitializeDevice(CUDA)).Message,
            Assert.Throws<InvalidOperationException>(() => InitializeDeviceType(DeviceType.CUDA)).Message,
        ];
        Assert.All(messages, message => Assert.Contains("-p:LibTorch=DIR", message, StringComparison.Ordinal));
        Assert.ThrowsAny<Exception>(() => x.pin_memory());
    }

    [Fact]
    public void Reduced_precision_products_are_a_choice()
    {
        bool before = backends.cuda.matmul.allow_tf32;
        backends.cuda.matmul.allow_tf32 = true;
        Assert.True(backends.cuda.matmul.allow_tf32);
        backends.cuda.matmul.allow_tf32 = before;
    }

    [Fact]
    public void A_tensor_without_data_has_a_shape()
    {
        using var x = zeros(1 << 20, 1 << 20, device: META);
        Assert.True(x.is_meta);
        Assert.Equal([1 << 20, 1 << 20], x.T.shape);
        Assert.Throws<InvalidOperationException>(() => x.ReadCpuSingle(0));
    }

    private delegate int Count();

    /// <summary>Threads of OpenBLAS' own pool; 1 where another BLAS is at work.</summary>
    private static int BlasThreads()
    {
        if (!NativeLibrary.TryLoad("libopenblas.so.0", out nint library)) return 1;
        nint count = NativeLibrary.GetExport(library, "openblas_get_num_threads");
        return Marshal.GetDelegateForFunctionPointer<Count>(count)();
    }

    [Fact]
    public void Two_threads_or_more_work_by_default_and_the_number_can_be_set()
    {
        int before = get_num_threads();
        bool chosen = Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is not null;
        Assert.True(before >= 2 || BlasThreads() >= 2 || Environment.ProcessorCount < 2 || chosen);
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
        Assert.True(get_num_interop_threads() >= 1);
        Assert.StartsWith("1.", Version.Parse(__version__.Split('+')[0]).Major < 2 ? __version__ : "1.",
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_type_and_place_are_used_where_none_is_given()
    {
        set_default_dtype(float64);
        set_default_device("meta");
        using (var x = zeros(2)) Assert.Equal((ScalarType.Float64, true), (x.dtype, x.is_meta));
        set_default_device(CPU);
        set_default_dtype(float32);
        Assert.Equal((ScalarType.Float32, "cpu"), (get_default_dtype(), get_default_device().ToString()));
        Assert.Throws<ArgumentException>(() => set_default_dtype(int64));
        Assert.Equal("cpu", InitializeDevice(null).ToString());
    }

    [Fact]
    public void Types_know_their_kind()
    {
        using Tensor real = ones(1), whole = ones(1, int64), pair = ones(1, complex64);
        Assert.True(is_floating_point(bfloat16) && is_floating_point(real) && !is_floating_point(whole));
        Assert.True(is_integral(@bool) && is_integral(whole) && !is_integral(real));
        Assert.True(is_complex(complex128) && is_complex(pair) && !is_complex(real));
        Assert.Equal([1, 1, 2, 4, 8, 2, 2, 4, 8, 8, 16, 1],
            new[] { uint8, int8, int16, int32, int64, float16, bfloat16, float32, float64, complex64, complex128,
            @bool }.Select(t => t.ElementSize()));
        Assert.Equal((half, @short, @int, @long, @float, @double), (float16, int16, int32, int64, float32, float64));
        Assert.Equal((cfloat, cdouble), (complex64, complex128));
    }
}
