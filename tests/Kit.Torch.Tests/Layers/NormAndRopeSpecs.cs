using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Layers;

public sealed class NormAndRopeSpecs
{
    [Fact]
    public void Rms_norm_divides_by_the_root_of_the_mean_square()
    {
        using var scope = NewDisposeScope();
        using var norm = new RmsNorm(4, 0.25, new Initial.Normal(1), Placement.Cpu);
        var y = norm.call(tensor(new float[] { 1, -2, 3, 0 })).data<float>().ToArray();    // mean square 3.5, + 0.25
        Assert.Equal(new[] { 1, -2, 3, 0 }.Select(x => (float)(x / Math.Sqrt(3.75))), y, Within(1e-6f));
    }

    [Fact]
    public void Rotated_products_depend_on_distance_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (q, k) = (randn([1, 1, 1, 8]), randn([1, 1, 1, 8]));
        Assert.Equal(Product(q, 3, k, 1), Product(q, 12, k, 10), Within(1e-5f));
        Assert.NotEqual(Product(q, 3, k, 1), Product(q, 3, k, 2), Within(1e-3f));
    }

    [Fact]
    public void Pairs_are_half_apart_and_turn_by_the_position()
    {
        using var scope = NewDisposeScope();
        var rope = Rope.At(tensor(new long[] { 2 }, [1, 1, 1]), Plain(4, 100));              // angles 2 and 0.2
        var y = rope.Apply(tensor(new float[] { 1, 1, 0, 0 }, [1, 1, 1, 4])).data<float>().ToArray();
        float[] expected = [MathF.Cos(2), MathF.Cos(0.2f), MathF.Sin(2), MathF.Sin(0.2f)];
        Assert.Equal(expected, y, Within(1e-6f));
    }

    private static float Product(Tensor q, long p, Tensor k, long r) =>
        (At(q, p) * At(k, r)).sum().item<float>();

    private static Tensor At(Tensor x, long position) => Rope.At(tensor(new[] { position }, [1, 1, 1]), Plain(8, 10_000)).Apply(x);

    private static Rotary Plain(int width, double theta) => new(width, theta, RopeScaling.None, []);

    private static Func<float, float, bool> Within(float tolerance) => (a, b) => Math.Abs(a - b) < tolerance;
}
