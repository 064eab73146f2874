using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Kit.Evaluate.Tests.Judging;

/// <summary>A chat endpoint on loopback that behaves as told, request by request.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, string, (int Status, string Body, int DelayMs)?> behave;
    private readonly CancellationTokenSource closing = new();
    private int requests;
    private int open;
    private int widest;

    /// <param name="behave">(request number, its body) → (status, body, delay); null cuts the connection,
    /// <see cref="Never"/> leaves it open without an answer.</param>
    public LoopbackServer(Func<int, string, (int Status, string Body, int DelayMs)?> behave)
    {
        this.behave = behave;
        listener.Start();
        _ = Task.Run(Accept);
    }

    /// <summary>A delay that ends with the server.</summary>
    public const int Never = Timeout.Infinite;

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");

    /// <summary>One more line of every answer's head, such as Retry-After: 1.</summary>
    public string Header { get; init; } = "X-Kit: test";

    public int Requests => Volatile.Read(ref requests);

    /// <summary>Most requests that were open at one time.</summary>
    public int Widest => Volatile.Read(ref widest);

    public static string Completion(string text) => JsonSerializer.Serialize(new
    {
        id = "1", @object = "chat.completion", created = 1, model = "m",
        choices = new[]
        {
            new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = text } },
        },
        usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
    });

    public void Dispose()
    {
        closing.Cancel();
        listener.Stop();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync());
        }
        catch (SocketException) { }
        catch (ObjectDisposedException) { }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                if (await Behaved(await Read(stream)) is { } answer)
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(
                        $"HTTP/1.1 {answer.Status} X\r\nContent-Type: application/json\r\n{Header}\r\nConnection: close\r\n"
                        + $"Content-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\n\r\n{answer.Body}"));
            }
        }
        catch (IOException) { }
        catch (OperationCanceledException) { }
    }

    /// <summary>What is to be answered, when it is. A request counts as open until then, not until its answer has been
    /// written: who was answered may ask again before the writer is told.</summary>
    private async Task<(int Status, string Body, int DelayMs)?> Behaved(string body)
    {
        lock (listener) widest = Math.Max(widest, ++open);
        try
        {
            var told = behave(Interlocked.Increment(ref requests) - 1, body);
            if (told is { } answer) await Task.Delay(answer.DelayMs, closing.Token);
            return told;
        }
        finally
        {
            lock (listener) open--;
        }
    }

    private static async Task<string> Read(NetworkStream stream)
    {
        var all = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            var read = await stream.ReadAsync(buffer);
            all.Append(Encoding.UTF8.GetString(buffer, 0, read));
            var text = all.ToString();
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0 && read > 0) continue;
            var length = text.Split("\r\n").FirstOrDefault(line =>
                line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?.Split(':')[1].Trim();
            if (read == 0 || length is null || text.Length - end - 4 >= int.Parse(length,
                System.Globalization.CultureInfo.InvariantCulture)) return text[(end + 4)..];
        }
    }
}
