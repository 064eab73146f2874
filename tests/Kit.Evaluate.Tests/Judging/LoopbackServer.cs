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
    private int requests;
    private int open;
    private int widest;

    /// <param name="behave">(request number, its body) → (status, body, delay); null cuts the connection.</param>
    public LoopbackServer(Func<int, string, (int Status, string Body, int DelayMs)?> behave)
    {
        this.behave = behave;
        listener.Start();
        _ = Task.Run(Accept);
    }

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

    public void Dispose() => listener.Stop();

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
                var body = await Read(stream);
                var now = Interlocked.Increment(ref open);
                lock (listener) widest = Math.Max(widest, now);
                var told = behave(Interlocked.Increment(ref requests) - 1, body);
                if (told is { } answer)
                {
                    await Task.Delay(answer.DelayMs);
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(
                        $"HTTP/1.1 {answer.Status} X\r\nContent-Type: application/json\r\n{Header}\r\nConnection: close\r\n"
                        + $"Content-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\n\r\n{answer.Body}"));
                }

                Interlocked.Decrement(ref open);
            }
        }
        catch (IOException) { Interlocked.Decrement(ref open); }
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
