using Kit.Data.Storage;
using Kit.Evaluate.Judging;

namespace Kit.Evaluate.Tests.Judging;

/// <summary>An endpoint that misbehaves.</summary>
public sealed class EndpointSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-judge-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static readonly JudgeRequest Request = new("q", "system", "user", 0);

    private static Judge Judge(LoopbackServer server, int retries = 3, int timeoutMs = 600_000, int concurrency = 4) =>
        new Endpoint(server.Address, "m-1", Timeout: TimeSpan.FromMilliseconds(timeoutMs), Retries: retries,
            FirstDelay: TimeSpan.FromMilliseconds(5)).Judge("secret", concurrency);

    [Fact]
    public async Task Both_prompts_model_and_temperature_are_sent_and_the_text_comes_back()
    {
        var sent = "";
        using var server = new LoopbackServer((_, body) => { sent = body; return (200,
            LoopbackServer.Completion("Correct"), 0); });
        Assert.Equal(new JudgeReply.Text("Correct"), await Judge(server).Ask(Request, default));
        foreach (var part in new[] { "\"system\"", "\"user\"", "\"m-1\"", "\"temperature\":0" })
            Assert.Contains(part, sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_server_is_asked_again(int status)
    {
        using var server = new LoopbackServer((n, _) =>
            n < 2 ? (status, "{}", 0) : (200, LoopbackServer.Completion("fine"), 0));
        Assert.Equal(new JudgeReply.Text("fine"), await Judge(server).Ask(Request, default));
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task A_server_that_names_a_delay_is_asked_again_after_it()
    {
        using var server = new LoopbackServer((n, _) =>
            n < 1 ? (429, "{}", 0) : (200, LoopbackServer.Completion("fine"), 0)) { Header = "Retry-After: 1" };
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(new JudgeReply.Text("fine"), await Judge(server).Ask(Request, default));
        Assert.True(clock.Elapsed.TotalSeconds >= 0.95, $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("2", 2.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("-1", null)]
    [InlineData("1e99", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    [InlineData("Wed, 25 Nov 2026 12:00:30 GMT", 30.0)]
    [InlineData("Wed, 25 Nov 2026 11:00:00 GMT", 0.0)]
    public void A_delay_is_read_in_seconds_or_as_a_date(string? header, double? seconds) => Assert.Equal(
        seconds, BackOff.Named(header, new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero))?.TotalSeconds);

    [Fact]
    public async Task A_cut_connection_is_asked_again()
    {
        using var server = new LoopbackServer((n, _) => n < 2 ? null : (200, LoopbackServer.Completion("fine"), 0));
        Assert.Equal(new JudgeReply.Text("fine"), await Judge(server).Ask(Request, default));
    }

    [Fact]
    public async Task A_server_that_is_down_for_good_is_a_failed_reply_and_no_exception()
    {
        using var server = new LoopbackServer((_, _) => (500, "{}", 0));
        Assert.IsType<JudgeReply.Failed>(await Judge(server, retries: 1).Ask(Request, default));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task A_slow_server_is_a_failed_reply()
    {
        using var server = new LoopbackServer((_, _) => (200, LoopbackServer.Completion("late"), LoopbackServer.Never));
        Assert.IsType<JudgeReply.Failed>(await Judge(server, retries: 0, timeoutMs: 150).Ask(Request, default));
    }

    [Theory]
    [InlineData("{\"choices\": [")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"choices\": []}")]
    public async Task A_body_that_is_no_completion_is_a_failed_reply(string body)
    {
        using var server = new LoopbackServer((_, _) => (200, body, 0));
        Assert.IsType<JudgeReply.Failed>(await Judge(server, retries: 0).Ask(Request, default));
    }

    [Fact]
    public async Task A_wrong_key_is_a_failed_reply_that_does_not_name_it_and_is_not_asked_again()
    {
        using var server = new LoopbackServer((_, _) => (401, "{\"error\": {\"message\": \"no\"}}", 0));
        var failed = Assert.IsType<JudgeReply.Failed>(await Judge(server).Ask(Request, default));
        Assert.DoesNotContain("secret", failed.Why, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task At_most_so_many_requests_are_open()
    {
        using var server = new LoopbackServer((_, _) => (200, LoopbackServer.Completion("x"), 30));
        var judge = Judge(server, concurrency: 2);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => judge.Ask(Request with { Key = $"{i}" }, default)));
        Assert.Equal(8, server.Requests);
        Assert.InRange(server.Widest, 1, 2);
    }

    [Fact]
    public async Task A_cached_text_is_not_asked_for_again_and_a_failure_is()
    {
        using var server = new LoopbackServer((n, _) =>
            n == 0 ? (400, "{}", 0) : (200, LoopbackServer.Completion($"text {n}"), 0));
        var judge = Judge(server, retries: 0).Cached(new Cache(folder));
        Assert.IsType<JudgeReply.Failed>(await judge.Ask(Request, default));
        Assert.Equal(new JudgeReply.Text("text 1"), await judge.Ask(Request, default));
        Assert.Equal(new JudgeReply.Text("text 1"), await judge.Ask(Request, default));
        Assert.Equal(new JudgeReply.Text("text 2"), await judge.Ask(Request with { Attempt = 1 }, default));
        Assert.Equal(new JudgeReply.Text("text 3"), await judge.Ask(Request with { User = "other" }, default));
    }

    [Fact]
    public async Task A_recording_replays_with_its_failures()
    {
        using var server = new LoopbackServer((n, _) => n == 0 ? (400, "{}", 0) : (200,
            LoopbackServer.Completion("yes"), 0));
        var path = Path.Combine(folder, "judge.jsonl");
        var judge = Judge(server, retries: 0).Recording(path);
        await judge.Ask(Request, default);
        await judge.Ask(Request with { Attempt = 1 }, default);
        var replay = Evaluate.Judging.Judge.Replay(path);
        Assert.Equal(judge.Identity, replay.Identity);
        Assert.IsType<JudgeReply.Failed>(await replay.Ask(Request, default));
        Assert.Equal(new JudgeReply.Text("yes"), await replay.Ask(Request with { Attempt = 1 }, default));
        Assert.Equal(new JudgeReply.Text("yes"), await replay.Ask(Request with { Attempt = 9 }, default));
        Assert.IsType<JudgeReply.Failed>(await replay.Ask(Request with { Key = "other" }, default));
    }

    [Fact]
    public void The_identity_names_model_place_temperature_and_never_the_key()
    {
        var judge = new Endpoint(new Uri("http://localhost:8000/v1"), "judge-2", 1, 128).Judge("secret");
        Assert.Equal("judge-2 at localhost:8000, temperature 1, at most 128 tokens", judge.Identity);
    }
}
