using TorchSharp.Utils;

namespace TorchSharp.Modules;

/// <summary>Rows of a table; int64 [*] → [*, D].</summary>
public sealed class Embedding : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly long? paddingIndex;
    private readonly double? maxNorm;
    private readonly double normType;
    private readonly bool scaleByFrequency;
    private readonly bool sparse;

    [ComponentName(Name = nameof(weight))]
    private Parameter? heldWeight;

    internal Embedding(
        Parameter weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
        : base(nameof(Embedding))
    {
        (paddingIndex, maxNorm, normType) = (padding_idx, max_norm, norm_type);
        (scaleByFrequency, this.sparse) = (scale_grad_by_freq, sparse);
        this.weight = weight;
    }

    public Parameter weight
    {
        get => heldWeight!;
        set => Hold(nameof(weight), ref heldWeight, value);
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        if (maxNorm is { } bound)
        {
            using var noGrad = torch.no_grad();
            Aten.embedding_renorm_.Mutate(weight, weight, input, bound, normType);
        }
        return Aten.embedding.Run(weight, input, paddingIndex ?? -1, scaleByFrequency, sparse);
    }
}
