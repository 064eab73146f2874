using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Tests;

/// <summary>The pools' size is the process's, so these facts and whatever else reads it take turns.</summary>
public sealed class LanesLaws : IDisposable
{
    /// <summary>Lanes that never meet would wait for ever; no machine is that slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly int threads = get_num_threads();

    public void Dispose() => set_num_threads(threads);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(40)]
    public void Results_stand_in_the_order_of_the_work_whatever_the_lanes(int lanes)
    {
        foreach (var count in new[] { 0, 1, 2, 19 })
            Assert.Equal(
                Enumerable.Range(0, count).Select(Mixed),
                Lanes.Run(lanes, count, (_, piece) => Mixed(piece)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Every_piece_is_done_once_and_a_lane_does_one_at_a_time(int lanes)
    {
        var (busy, crowd, done) = (new int[lanes], 0, new int[50]);
        Lanes.Run(lanes, 50, (lane, piece) =>
        {
            if (Interlocked.Increment(ref busy[lane]) > 1) Interlocked.Increment(ref crowd);
            Interlocked.Increment(ref done[piece]);
            Thread.Sleep(1);
            return Interlocked.Decrement(ref busy[lane]);
        });
        Assert.Equal(0, crowd);
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void Lanes_run_side_by_side_and_the_first_is_the_callers_thread()
    {
        using var meeting = new Barrier(3);
        var met = Lanes.Run(3, 3, (lane, _) => (lane, Environment.CurrentManagedThreadId, meeting.SignalAndWait(Patience)));
        Assert.All(met, m => Assert.True(m.Item3, "The three pieces never were at work together."));
        Assert.Equal(Environment.CurrentManagedThreadId, met.Single(m => m.lane == 0).CurrentManagedThreadId);
        Assert.Equal(3, met.Select(m => m.CurrentManagedThreadId).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_first_failure_surfaces_when_all_lanes_have_stopped_and_nothing_new_begins(int lanes)
    {
        var (begun, ended) = (0, 0);
        using var failed = new ManualResetEventSlim();
        var error = Assert.Throws<FormatException>(() => Lanes.Run<int>(lanes, 100, (_, piece) =>
        {
            Interlocked.Increment(ref begun);
            while (Volatile.Read(ref begun) < lanes) Thread.Sleep(1);
            if (piece == 0) Fail();
            failed.Wait();
            Interlocked.Increment(ref ended);
            throw new InvalidOperationException("a later one");
        }));
        Assert.Equal("the first one", error.Message);
        Assert.Equal((lanes, lanes - 1), (begun, ended));

        void Fail()
        {
            try
            {
                throw new FormatException("the first one");
            }
            finally
            {
                failed.Set();    // runs when whoever catches the failure has taken note of it
            }
        }
    }

    [Fact]
    public void The_pools_are_one_thread_wide_inside_and_as_before_outside_also_after_a_failure()
    {
        set_num_threads(2);
        Assert.Equal([1, 1, 1], Lanes.Run(2, 3, (_, _) => get_num_threads()));
        Assert.Equal(2, get_num_threads());
        Assert.Throws<FormatException>(() => Lanes.Run<int>(2, 3, (_, _) => throw new FormatException()));
        Assert.Equal(2, get_num_threads());
        Assert.Equal([1, 1], Lanes.Run(2, 2, (_, _) => Lanes.Run(2, 1, (_, _) => get_num_threads())[0]));
        Assert.Equal(2, get_num_threads());
    }

    [Fact]
    public void A_scope_of_one_lane_leaves_the_tensors_of_another_alone()
    {
        using var meeting = new Barrier(2);
        var sums = Lanes.Run(2, 2, (_, piece) =>
        {
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            float sum;
            using (NewDisposeScope())
            {
                var mine = full([3], piece + 1f);
                Assert.True(meeting.SignalAndWait(Patience));
                using (NewDisposeScope()) Assert.Equal(3, (mine * 2).numel());
                Assert.True(meeting.SignalAndWait(Patience));
                sum = mine.sum().item<float>();
            }

            return (sum, DisposeScopeManager.Statistics.ThreadTotalLiveCount - before);
        });
        Assert.Equal([(3f, 0L), (6f, 0L)], sums);
    }

    [Fact]
    public void The_callers_gradient_mode_holds_in_every_lane()
    {
        Assert.All(Lanes.Run(3, 9, (_, _) => is_grad_enabled()), Assert.True);
        using var still = no_grad();
        Assert.All(Lanes.Run(3, 9, (_, _) => is_grad_enabled()), Assert.False);
    }

    [Fact]
    public void Gradients_do_not_depend_on_the_lanes()
    {
        using var scope = NewDisposeScope();
        var w = rand([40, 40], generator: new Generator(3));
        Assert.Equal(Gradients(1), Gradients(4));

        float[][] Gradients(int lanes) => Lanes.Run(lanes, 12, (_, piece) =>
        {
            using var inner = NewDisposeScope();
            var x = (w + piece).requires_grad_();
            (x.matmul(w).tanh() * w).sum().backward();
            return x.grad!.data<float>().ToArray();
        });
    }

    [Fact]
    public void A_device_is_worth_a_lane_per_core_on_the_cpu_and_one_elsewhere()
    {
        Assert.InRange(Lanes.Of(CPU), 1, Math.Min(8, Environment.ProcessorCount));
        Assert.Equal(1, Lanes.Of(new Device(DeviceType.CUDA)));
    }

    private static long Mixed(int piece) => Pcg.From(7, piece).Next();
}
