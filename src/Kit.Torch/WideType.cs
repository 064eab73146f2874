using static TorchSharp.torch;

namespace Kit.Torch;

/// <summary>The type of norms, softmax and evidence: float32, or float64 where the model itself is float64.</summary>
public static class WideType
{
    public static ScalarType Of(ScalarType type) => type == ScalarType.Float64 ? type : ScalarType.Float32;
}
