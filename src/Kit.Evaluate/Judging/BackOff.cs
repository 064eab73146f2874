using System.ClientModel.Primitives;
using System.Globalization;
using System.Net.Http.Headers;

namespace Kit.Evaluate.Judging;

/// <summary>The client's own retry policy with another first delay, doubled each time; a server that names a delay, in
/// seconds or as a date, is obeyed up to a minute.</summary>
internal sealed class BackOff(int retries, TimeSpan first, TimeProvider clock) : ClientRetryPolicy(retries)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount)
    {
        var named = message.Response?.Headers.TryGetValue("Retry-After", out var text) == true
            ? Named(text, clock.GetUtcNow()) : null;
        var delay = named ?? first * Math.Pow(2, tryCount - 1);
        return delay < Longest ? delay : Longest;
    }

    /// <summary>The delay that a Retry-After header asks for (RFC 9110, 10.2.3); null where it cannot be read.</summary>
    internal static TimeSpan? Named(string? text, DateTimeOffset now)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
            return seconds >= 0 && seconds < int.MaxValue ? TimeSpan.FromSeconds(seconds) : null;
        if (!RetryConditionHeaderValue.TryParse(text, out var value) || value.Date is not { } date) return null;
        return date > now ? date - now : TimeSpan.Zero;
    }
}
