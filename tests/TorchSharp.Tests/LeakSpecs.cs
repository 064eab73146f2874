using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Memory is flat: counted over all threads, so nothing else may run meanwhile.</summary>
[Collection("alone")]
public class LeakSpecs
{
    private const int Steps = 1000;

    [Fact]
    public void Live_tensors_are_flat_over_a_thousand_steps()
    {
        using var model = new Net();
        using var optimizer = optim.AdamW(model.parameters(), 1e-3);
        Flat(() => Step(model, optimizer, fail: false));
    }

    [Fact]
    public void Live_tensors_are_flat_when_forward_and_backward_throw()
    {
        using var model = new Net();
        using var optimizer = optim.AdamW(model.parameters(), 1e-3);
        Flat(() =>
        {
            Assert.Throws<System.Runtime.InteropServices.ExternalException>(() =>
            {
                using var scope = NewDisposeScope();
                model.call(ones(2, 5));
            });
            Assert.Throws<InvalidOperationException>(() => Step(model, optimizer, fail: true));
        });
    }

    [Fact]
    public void Handles_without_a_scope_are_freed_by_the_collector()
    {
        long before = Settled();
        Abandon();
        Settled();
        Assert.Equal(before, Tensor.TotalCount);
        Assert.True(Tensor.PeakCount >= before + 100);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Abandon()
        {
            for (int i = 0; i < 100; i++) _ = ones(1);
            Assert.True(Tensor.TotalCount > 0);
        }
    }

    /// <summary>The count when nothing is left that the collector would free: what earlier tests abandoned must not go
    /// while it is compared.</summary>
    private static long Settled()
    {
        for (long last = -1; last != Tensor.TotalCount;)
        {
            last = Tensor.TotalCount;
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return Tensor.TotalCount;
    }

    private static void Flat(Action step)
    {
        for (int i = 0; i < 10; i++) step();
        long before = Settled(), managed = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < Steps; i++) step();
        Assert.Equal(before, Tensor.TotalCount);
        Assert.Equal(managed, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static void Step(Net model, AdamW optimizer, bool fail)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var output = model.call(ones(2, 4));
        var loss = fail ? Failing.apply(output).sum() : Halved.apply(output).pow(2).mean();
        loss.backward();
        nn.utils.clip_grad_norm_(model.parameters(), 1);
        optimizer.step();
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Linear first = nn.Linear(4, 8);
        private readonly Linear second = nn.Linear(8, 3);

        public Net()
            : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input) => second.call(nn.functional.silu(first.call(input)));
    }

    private sealed class Halved : autograd.SingleTensorFunction<Halved>
    {
        public override string Name => nameof(Halved);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_for_backward([(Tensor)vars[0]]);
            return (Tensor)vars[0] / 2;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            _ = ctx.get_saved_variables();
            return [grad_output / 2];
        }
    }

    private sealed class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_for_backward([(Tensor)vars[0]]);
            return (Tensor)vars[0] * 1;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            _ = ctx.get_saved_variables();
            throw new InvalidOperationException("backward failed");
        }
    }
}
