using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Heads;

/// <summary>w·h + b, [S, D] → [S], in float32 whatever the states are.</summary>
public sealed record ScalarHead(Parameter Weight, Parameter Bias)
{
    /// <summary>A head of zeros.</summary>
    public static ScalarHead Create(long width, Placement place) => new(
        new Parameter(zeros([1, width], dtype: ScalarType.Float32, device: place.Device)),
        new Parameter(zeros([1], dtype: ScalarType.Float32, device: place.Device)));

    public IEnumerable<Parameter> Parameters => [Weight, Bias];

    public Tensor Apply(Tensor hidden) => nn.functional.linear(hidden.to(ScalarType.Float32), Weight, Bias).squeeze(-1);
}
