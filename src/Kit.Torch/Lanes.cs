using System.Runtime.ExceptionServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch;

/// <summary>Work side by side on .NET threads, each with LibTorch's own pools at one thread.</summary>
/// <remarks>Operators of a small model are too short to be worth splitting, so work is split around them. Dispose
/// scopes belong to a thread, so every piece of work opens its own; the caller's gradient mode holds in every lane.
/// Results do not depend on the number of lanes. The pools' size is the process's: start lanes from one thread at a
/// time, or from within a lane.</remarks>
public static class Lanes
{
    private const int Most = 8;

    /// <summary>How many lanes a device is worth: one per core, up to 8, on the CPU; one elsewhere, where kernels fill
    /// the device.</summary>
    public static int Of(Device device) =>
        device.type == DeviceType.CPU ? Math.Clamp(Environment.ProcessorCount, 1, Most) : 1;

    /// <summary>Does every piece of work, at most <paramref name="lanes"/> at a time; results in the order of the work.
    /// </summary>
    /// <param name="lanes">At least 1; lane 0 is the calling thread.</param>
    /// <param name="count">Pieces of work.</param>
    /// <param name="work">From lane and piece to result; a lane does one piece at a time.</param>
    /// <exception cref="Exception">The first failure, after all lanes have stopped.</exception>
    public static T[] Run<T>(int lanes, int count, Func<int, int, T> work)
    {
        var threads = get_num_threads();
        set_num_threads(1);
        try
        {
            return Side(Math.Min(lanes, count), count, work);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static T[] Side<T>(int lanes, int count, Func<int, int, T> work)
    {
        var (results, next, failure, grad) = (new T[count], -1, (Exception?)null, is_grad_enabled());
        void Drive(int lane)
        {
            using var mode = set_grad_enabled(grad);
            try
            {
                for (var piece = Take(); piece < count; piece = Take()) results[piece] = work(lane, piece);
            }
            catch (Exception error) when (Interlocked.CompareExchange(ref failure, error, null) is null) { }
            catch (Exception) when (failure is not null) { }
        }

        int Take() => Volatile.Read(ref failure) is null ? Interlocked.Increment(ref next) : count;
        var others = Enumerable.Range(1, Math.Max(0, lanes - 1)).Select(lane => Started(() => Drive(lane))).ToArray();
        Drive(0);
        foreach (var other in others) other.Join();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        return results;
    }

    private static Thread Started(Action work)
    {
        var thread = new Thread(() => work(), maxStackSize: 16 << 20) { IsBackground = true, Name = "lane" };
        thread.Start();
        return thread;
    }
}
