using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>A layer whose activations are not kept: backward runs it again from its input.</summary>
/// <remarks>The same operations on the same numbers, dropout masks included, so gradients are those of the kept pass
/// bit for bit.</remarks>
public sealed class Recomputed
{
    private readonly Func<Tensor, Tensor> forward;
    private readonly (DropoutStream Stream, long Position)[] streams;

    private Recomputed(nn.Module layer, Func<Tensor, Tensor> forward)
    {
        this.forward = forward;
        Parameters = Trained(layer);
        streams = [.. Projections(layer).Select(p => p.Adapter?.Dropout).OfType<DropoutStream>().Distinct()
            .Select(s => (s, s.Position))];
    }

    /// <summary>What the layer trains, its adapters among it.</summary>
    internal Parameter[] Parameters { get; }

    /// <summary>forward(x), [.., D] → [.., D]; the layer is named so that its parameters receive gradients.</summary>
    public static Tensor Apply(nn.Module layer, Func<Tensor, Tensor> forward, Tensor x)
    {
        var plan = new Recomputed(layer, forward);
        return RecomputedFunction.apply([x, .. plan.Parameters, plan]);
    }

    /// <summary>The first run; only its result outlives it.</summary>
    internal Tensor Run(Tensor x)
    {
        using var scope = NewDisposeScope();
        return forward(x).MoveToOuterDisposeScope();
    }

    /// <summary>A later run: every stream of dropout masks starts where it stood before the first.</summary>
    internal Tensor RunAgain(Tensor x)
    {
        var now = streams.Select(s => s.Stream.Position).ToArray();
        foreach (var (stream, position) in streams) stream.Position = position;
        var y = forward(x);
        foreach (var ((stream, _), position) in streams.Zip(now)) stream.Position = position;
        return y;
    }

    private static Parameter[] Trained(nn.Module layer) =>
        [.. layer.parameters().Concat(Swappables(layer).SelectMany(m => m.Used))
            .Where(p => p.requires_grad).Distinct()];

    private static IEnumerable<Projection> Projections(nn.Module layer) => Swappables(layer).OfType<Projection>();

    private static IEnumerable<ISwappable> Swappables(nn.Module layer) =>
        layer.named_modules().Select(m => m.module).Append(layer).OfType<ISwappable>().Distinct();
}

/// <summary>The graph node of <see cref="Recomputed"/>: x and parameters in, y out.</summary>
internal sealed class RecomputedFunction : autograd.SingleTensorFunction<RecomputedFunction>
{
    public override string Name => nameof(RecomputedFunction);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var plan = (Recomputed)vars[^1];
        var x = (Tensor)vars[0];
        ctx.save_for_backward([x]);
        ctx.save_data("plan", plan);
        ctx.save_data("pulled", x.requires_grad);
        return plan.Run(x);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var plan = (Recomputed)ctx.get_data("plan");
        var pulled = (bool)ctx.get_data("pulled");
        using var recording = enable_grad();
        var x = ctx.get_saved_variables()[0].detach().requires_grad_(pulled);
        var y = plan.RunAgain(x);
        Tensor[] inputs = pulled ? [x, .. plan.Parameters] : [.. plan.Parameters];
        var gradients = autograd.grad([y], inputs, [grad_output], allow_unused: true);
        return pulled ? [.. gradients, null!] : [null!, .. gradients, null!];
    }
}
