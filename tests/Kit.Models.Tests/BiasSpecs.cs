using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Tests;

/// <summary>Which projections of a layer add a bias, by family.</summary>
public sealed class BiasSpecs
{
    [Theory]
    [InlineData(AttentionBias.None, Bias.None, "")]
    [InlineData(AttentionBias.Inputs, Bias.None, "q_proj k_proj v_proj")]
    [InlineData(AttentionBias.All, Bias.Zero, "q_proj k_proj v_proj o_proj gate_proj up_proj down_proj")]
    public void Follow_the_configuration(AttentionBias attention, Bias mlp, string biased)
    {
        var config = new DecoderConfig(10, HiddenSize: 16, Layers: 1, IntermediateSize: 24)
        {
            AttentionBias = attention, MlpBias = mlp, HeadDimension = 6,
        };
        using var model = new CausalLm(config, Initial.Unset, new Placement(META, ScalarType.Float32));
        var state = model.state_dict();
        Assert.Equal(biased.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            state.Keys.Where(k => k.EndsWith(".bias", StringComparison.Ordinal)).Select(k => k.Split('.')[^2]));
        Assert.Equal([24, 16], state["model.layers.0.self_attn.q_proj.weight"].shape);    // 4 heads of 6
        Assert.Equal([16, 24], state["model.layers.0.self_attn.o_proj.weight"].shape);
    }
}
