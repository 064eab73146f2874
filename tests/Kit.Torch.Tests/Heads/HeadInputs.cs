using Kit.Expressions;
using Kit.Torch.Heads;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Heads;

/// <summary>States, an output layer and a reference of another width.</summary>
internal sealed record HeadInputs(Tensor Hidden, Tensor Weight, Tensor Targets, ReferenceStates Reference)
{
    private const int D = 5, V = 11;

    public static Sequence<Quantity> All { get; } =
        [Quantity.PolicyLogp, Quantity.Kl, Quantity.Entropy, Quantity.LogSquares];

    /// <summary>Every token and quantity weighs differently in the losses of these tests: [N].</summary>
    public Tensor Weights => arange(1, Hidden.shape[0] + 1, dtype: ScalarType.Float64);

    public static HeadInputs Draw(int tokens)
    {
        manual_seed(3);
        return new(
            randn([tokens, D], requires_grad: true), randn([V, D], requires_grad: true),
            randint(0, V, [tokens], dtype: ScalarType.Int64), new ReferenceStates(randn([tokens, D + 1]), randn([V, D + 1])));
    }

    /// <summary>The same numbers, rounded to a type.</summary>
    public HeadInputs As(ScalarType type) => new(
        Hidden.detach().to(type).requires_grad_(), Weight.detach().to(type).requires_grad_(), Targets,
        new ReferenceStates(Reference.Hidden.to(type), Reference.Weight.to(type)));

    /// <summary>Some quantities from a head, with gradient.</summary>
    public TokenEvidence Ask(Head head, Sequence<Quantity> quantities) => head.Apply(Hidden, Targets,
        new Asked(quantities, [], quantities.Contains(Quantity.Kl) ? Reference : null));

    /// <summary>Values and gradients by autograd through whole tensors.</summary>
    public Tensor[] Plain()
    {
        var logp = Hidden.matmul(Weight.transpose(0, 1)).log_softmax(-1);
        var reference = Reference.Hidden.matmul(Reference.Weight.transpose(0, 1)).log_softmax(-1);
        return Gradients(
        [
            logp.gather(1, Targets.unsqueeze(1)).squeeze(1), (reference.exp() * (reference - logp)).sum(-1),
            -(logp.exp() * logp).sum(-1), logp.exp().pow(2).sum(-1).log(),
        ]);
    }

    /// <summary>The same by the head.</summary>
    public Tensor[] Chunked(int chunk) => Gradients([.. Ask(new Head(Weight, chunk), All).Values.Values]);

    private Tensor[] Gradients(Tensor[] values)
    {
        var loss = values.Select((v, i) => (v * Weights.pow(i - 1) / (i + 1)).sum()).Aggregate((a, b) => a + b);
        return [.. values.Select(v => v.detach()), .. autograd.grad([loss], [Hidden, Weight])];
    }
}
