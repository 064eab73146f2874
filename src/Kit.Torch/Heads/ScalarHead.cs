using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Heads;

/// <summary>One number of a hidden state, s = w · h + b: what a critic expects (<c>value</c>) or what a reward model
/// says (<c>reward.head</c>). [.., D] → [..].</summary>
/// <remarks>Weights are float32 whatever the body's type is, and so is the product; a float64 body has a float64 head.
/// w = 0, b = 0 at first: a fresh critic expects nothing and pulls nowhere.</remarks>
public sealed class ScalarHead : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;

    /// <param name="width">D.</param>
    /// <param name="place">Device; the type that the body computes in.</param>
    public ScalarHead(long width, Placement place) : base(nameof(ScalarHead))
    {
        var type = WideType.Of(place.Dtype);
        weight = new Parameter(zeros([1, width], dtype: type, device: place.Device));
        bias = new Parameter(zeros([1], dtype: type, device: place.Device));
        register_parameter("weight", weight);
        register_parameter("bias", bias);
    }

    /// <summary>w, [1, D].</summary>
    public Parameter Weight => weight;

    /// <summary>b, [1].</summary>
    public Parameter Bias => bias;

    /// <summary>s of every state: [.., D] → [..].</summary>
    public override Tensor forward(Tensor input) =>
        nn.functional.linear(input.to(weight.dtype), weight, bias).squeeze(-1);

    /// <summary>s of the last true token of every sequence, whatever side the padding is on: [N, T, D] → [N].</summary>
    /// <param name="hidden">States of whole sequences, [N, T, D].</param>
    /// <param name="attended">1 on tokens, 0 on padding, [N, T].</param>
    /// <exception cref="ArgumentException">A sequence has no token; its row is named.</exception>
    public Tensor Last(Tensor hidden, Tensor attended)
    {
        using var scope = NewDisposeScope();
        Check(hidden, attended);
        var places = arange(1, attended.shape[1] + 1, device: attended.device);                 // 1 … T
        var last = (attended.to(ScalarType.Int64) * places).amax([1]) - 1;                      // [N]
        CheckTokens(last);
        var wanted = last.view(-1, 1, 1).expand(-1, 1, hidden.shape[2]);                        // [N, 1, D]
        return call(hidden.gather(1, wanted).squeeze(1)).MoveToOuterDisposeScope();
    }

    private void Check(Tensor hidden, Tensor attended)
    {
        if (hidden.dim() != 3 || hidden.shape[2] != weight.shape[1] || !hidden.shape.Take(2).SequenceEqual(attended.shape))
            throw new ArgumentException(
                $"hidden states: expected [N, T, D] = [{string.Join(", ", attended.shape)}, {weight.shape[1]}], "
                + $"got [{string.Join(", ", hidden.shape)}]. Give the states of the sequences that the mask is of.");
    }

    private static void CheckTokens(Tensor last)
    {
        var row = last.cpu().data<long>().ToList().IndexOf(-1);
        if (row >= 0)
            throw new ArgumentException(FormattableString.Invariant(
                $"sequence {row}: expected one token or more, got padding alone. Drop the sample."));
    }
}
