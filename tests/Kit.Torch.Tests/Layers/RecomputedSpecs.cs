using System.Runtime.InteropServices;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Layers;

/// <summary>A pass that recomputes its layers against one that keeps them.</summary>
[Collection(nameof(Alone))]
public sealed class RecomputedSpecs
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void Gradients_are_the_same_bit_for_bit(double dropout)
    {
        using var scope = NewDisposeScope();
        using var stack = new Stack(4, 8);
        using var adapters = new Lora(2, 4, Targets.Names("up"), dropout).WithSaved("layers.1.norm").Attach(stack, 1);
        using (no_grad()) foreach (var p in adapters.Parameters) p.normal_(0, 0.3);
        var x = randn([3, 5, 8]);
        var (kept, again) = (Gradients(stack, adapters, x, Activations.Kept), Gradients(stack, adapters, x, Activations.Recomputed));
        Assert.Equal(10, kept.Length);
        Assert.All(kept.Zip(again), g => Assert.True(g.First.equal(g.Second).all().item<bool>()));
    }

    [Fact]
    public void Trained_base_weights_and_the_input_get_theirs_too()
    {
        using var scope = NewDisposeScope();
        using var stack = new Stack(3, 8);
        Tensor[] Pull(Activations activations)
        {
            stack.zero_grad();
            var x = arange(16, dtype: ScalarType.Float32).view(2, 8).requires_grad_();
            stack.Run(x, activations).pow(2).sum().backward();
            return [x.grad!.clone(), .. stack.parameters().Select(p => p.grad!.clone())];
        }

        Assert.All(Pull(Activations.Kept).Zip(Pull(Activations.Recomputed)), g => Assert.True(g.First.equal(g.Second).all().item<bool>()));
    }

    [Fact]
    public void Between_the_passes_fewer_bytes_are_alive()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var scope = NewDisposeScope();
        using var stack = new Stack(8, 64);
        var x = randn([64, 64, 64]).requires_grad_();
        long Alive(Activations activations)
        {
            using var inner = NewDisposeScope();
            var before = HostMemory.Alive;
            var loss = stack.Run(x, activations).sum();
            var between = HostMemory.Alive - before;
            loss.backward();
            return between;
        }

        Alive(Activations.Kept);
        GC.Collect();
        GC.WaitForPendingFinalizers();                     // what others left is not freed in between
        var (kept, again) = (Alive(Activations.Kept), Alive(Activations.Recomputed));
        var states = 8L * 64 * 64 * 64 * sizeof(float);    // one state a layer is all that has to stay
        Assert.InRange(again, states, states * 5 / 4);
        Assert.True(kept > 4 * again, $"{kept} kept, {again} recomputed");
    }

    private static Tensor[] Gradients(Stack stack, Adapters adapters, Tensor x, Activations activations)
    {
        foreach (var p in adapters.Parameters) p.grad = null;
        using var dropping = adapters.Dropping(step: 3);
        stack.Run(x, activations).pow(2).sum().backward();
        return [.. adapters.Parameters.Select(p => p.grad!.clone()), x];
    }

    private sealed class Stack : nn.Module<Tensor, Tensor>
    {
        public readonly TorchSharp.Modules.ModuleList<Layer> layers;

        public Stack(int count, int width) : base(nameof(Stack))
        {
            manual_seed(4);
            layers = new([.. Enumerable.Range(0, count).Select(_ => new Layer(width))]);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => Run(input, Activations.Kept);

        public Tensor Run(Tensor x, Activations activations) => layers.Aggregate(x, (h, layer) =>
            activations == Activations.Kept ? layer.call(h) : Recomputed.Apply(layer, layer.call, h));
    }

    private sealed class Layer : nn.Module<Tensor, Tensor>
    {
        public readonly RmsNorm norm;
        public readonly Projection up;
        public readonly Projection down;

        public Layer(int width) : base(nameof(Layer))
        {
            norm = new(width, 1e-6, new Initial.Normal(1), Placement.Cpu);
            up = new(width, 2 * width, Bias.Zero, new Initial.Normal(0.2), Placement.Cpu);
            down = new(2 * width, width, Bias.None, new Initial.Normal(0.2), Placement.Cpu);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => input + down.call(nn.functional.silu(up.call(norm.call(input))));
    }

    /// <summary>What the C library's allocator has given out, LibTorch's host tensors among it.</summary>
    private static class HostMemory
    {
        public static long Alive
        {
            get
            {
                var info = mallinfo2();
                return (long)(info.InUse + info.Mapped);
            }
        }

        [DllImport("libc")]
        private static extern Info mallinfo2();

        [StructLayout(LayoutKind.Sequential)]
        private readonly struct Info
        {
            public readonly nuint Arena, FreeChunks, FastChunks, MappedRegions, Mapped, Unused, FastFree, InUse, Free, Top;
        }
    }
}
