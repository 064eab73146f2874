using static TorchSharp.torch;

namespace Kit.Torch;

/// <summary>Where tensors live and in which type the body computes.</summary>
/// <param name="Device">CPU or a CUDA device.</param>
/// <param name="Dtype">Type of weights and activations; norms, softmax and evidence are float32 whatever it
/// says.</param>
public sealed record Placement(Device Device, ScalarType Dtype)
{
    /// <summary>The same place with weights and activations of another type.</summary>
    public Placement With(ScalarType dtype) => this with { Dtype = dtype };

    /// <summary>Float32 on the processor.</summary>
    public static Placement Cpu => new(CPU, ScalarType.Float32);

    /// <summary>Bfloat16 on the first CUDA device.</summary>
    public static Placement Cuda => new(CUDA, ScalarType.BFloat16);
}
