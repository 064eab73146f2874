using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Failures of the bridge as exceptions that name the operator and the shapes it was given.</summary>
internal static class Failure
{
    private const int InManagedCode = 2;
    private static readonly ConcurrentDictionary<long, ExceptionDispatchInfo> Thrown = new();
    private static long lastTicket;

    /// <summary>Throws when a bridge function failed.</summary>
    public static void Check(int status, string what)
    {
        if (status != 0) Raise(status, what, []);
    }

    public static void Raise(int status, string what, ReadOnlySpan<Arg> arguments)
    {
        if (status == InManagedCode && Thrown.TryRemove(Bridge.tb_error_ticket(), out var thrown)) thrown.Throw();
        string message = (Marshal.PtrToStringUTF8(Bridge.tb_error()) ?? "failed").Trim();
        throw new ExternalException($"{what}: {message}{Got(arguments)}");
    }

    /// <summary>Keeps an exception that must cross native frames; the ticket finds it again.</summary>
    public static long Keep(Exception exception)
    {
        long ticket = Interlocked.Increment(ref lastTicket);
        Thrown[ticket] = ExceptionDispatchInfo.Capture(exception);
        return ticket;
    }

    public static string Describe(torch.Tensor? tensor)
    {
        if (tensor is null) return "none";
        if (tensor.IsInvalid) return "a disposed tensor";
        string dtype = tensor.dtype.ToString().ToLowerInvariant();
        return FormattableString.Invariant($"{dtype}[{string.Join(", ", tensor.shape)}]");
    }

    private static string Got(ReadOnlySpan<Arg> arguments)
    {
        if (arguments.IsEmpty) return "";
        var texts = new List<string>();
        foreach (ref readonly var argument in arguments) texts.Add(argument.ToString());
        return $" Arguments: ({string.Join(", ", texts)}).";
    }
}
