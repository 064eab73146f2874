using System.Text.Json;
using Kit.Data.Storage;
using Kit.Evaluate.Judging;
using Kit.Evaluate.Tests.Judging;
using Kit.Pairs;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Tests.Recipes;

/// <summary>A recipe against an endpoint that misbehaves: every draft has its fate, and none another's
/// answer.</summary>
public sealed class EndpointSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_kind_of_misbehaviour_is_ridden_out_or_named()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        using var server = new LoopbackServer((_, body) =>
        {
            var question = JsonDocument.Parse(body).RootElement.GetProperty("messages")[0].GetProperty("content")
                .GetString()!;
            var times = seen.AddOrUpdate(question, 1, (_, n) => n + 1);
            return question switch
            {
                "what is 0" when times == 1 => (429, "{}", 0),
                "what is 1" when times < 3 => (500, "{}", 0),
                "what is 3" when times == 1 => null,
                "what is 4" => (200, "{\"choices\": [", 0),
                "what is 5" => (200, "{\"object\": \"list\", \"data\": []}", 0),
                "what is 6" => (400, "{\"error\": {\"message\": \"too long\"}}", 0),
                "what is 7" => null,
                _ => (200, LoopbackServer.Completion($"answer to {question}"), 0),
            };
        });
        var recipe = Recipe.From("ask", Ask(server));
        var result = await recipe.RunAsync(Toy.Source, folder.Path, new Toy.Deaf());
        Assert.Equal(["q0", "q1", "q2", "q3", "q8"], result.Drafts.Select(one => one.Id));
        Assert.All(result.Drafts, one => Assert.Equal($"answer to {one["question"]}", one["said"]));
        Assert.Equal(["q4", "q5", "q6", "q7"], Failures(result).Select(one => one.Id));
        Assert.All(Failures(result), one => Assert.StartsWith("said: ", one.Why, StringComparison.Ordinal));
        Assert.Contains("400", Failures(result).ElementAt(2).Why, StringComparison.Ordinal);
        Assert.Equal((2, 3), (seen["what is 0"], seen["what is 1"]));
        Assert.Equal(1, seen["what is 6"]);                       // a refusal is not asked again
    }

    /// <summary>However often a slow machine misses the time-out again: there are tries enough.</summary>
    [Fact]
    public async Task A_question_that_is_never_answered_is_asked_again()
    {
        var silent = 1;
        using var server = new LoopbackServer((_, body) => (
            200, LoopbackServer.Completion("fine"),
            body.Contains("is 2", StringComparison.Ordinal) && Interlocked.Exchange(ref silent, 0) == 1
                ? LoopbackServer.Never : 0));
        var ask = Ask(server, null, new Endpoint(server.Address, "m", Timeout: TimeSpan.FromSeconds(0.7), Retries: 50));
        var result = await Recipe.From("ask", ask).RunAsync(Toy.Source, folder.Path, new Toy.Deaf());
        Assert.Empty(Failures(result));
        Assert.Equal(0, silent);
        Assert.True(server.Requests > Toy.Source.Drafts.Count);
    }

    [Fact]
    public async Task Too_many_failures_are_exit_code_2_with_the_reason()
    {
        using var server = new LoopbackServer((_, _) => (500, "{}", 0));
        var result = await Recipe.From("ask", Ask(server)).AtLeast(3).RunAsync(Toy.Source, folder.Path, new Toy.Deaf());
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            "after 01-said: expected at least 3 drafts, got 0 (9 failed). See the ledger, or ask for fewer.",
            $"{result.Ending}");
    }

    [Fact]
    public async Task What_the_cache_holds_is_not_asked_for_when_failures_are_tried_again()
    {
        var down = true;
        using var server = new LoopbackServer((_, body) => down && body.Contains("is 5", StringComparison.Ordinal)
            ? (400, "{}", 0) : (200, LoopbackServer.Completion("fine"), 0));
        var recipe = Recipe.From("ask", Ask(server, new Cache(Path.Combine(folder.Path, "cache"))));
        var first = await recipe.RunAsync(Toy.Source, Path.Combine(folder.Path, "run"), new Toy.Deaf());
        Assert.Equal(["q5"], Failures(first).Select(one => one.Id));
        (down, var asked) = (false, server.Requests);
        Directory.Delete(Path.Combine(folder.Path, "run", "01-said"), recursive: true);
        var second = await recipe.RunAsync(Toy.Source, Path.Combine(folder.Path, "run"), new Toy.Deaf());
        Assert.Empty(Failures(second));
        Assert.Equal(asked + 1, server.Requests);
    }

    [Fact]
    public async Task A_judge_sees_the_frames_and_the_turns_before()
    {
        var sent = "";
        using var server = new LoopbackServer((_, body) =>
        {
            sent = body;
            return (200, LoopbackServer.Completion("fine"), 0);
        });
        var words = new Wording("Be brief.", "And {question}?").After("List them: {truth}.", "None");
        var recipe = Recipe.From("look", Ask(server) with { Wording = words, View = View.Part(1, 2) });
        await recipe.RunAsync(Toy.Source with { Drafts = [Toy.Source.Drafts[1]] }, folder.Path, new Toy.Deaf());
        var messages = JsonDocument.Parse(sent).RootElement.GetProperty("messages").EnumerateArray().ToArray();
        Assert.Equal(
            ["system", "user", "assistant", "user"], messages.Select(one => one.GetProperty("role").GetString()));
        Assert.Equal("None", messages[2].GetProperty("content").GetString());
        Assert.Contains("List them: else.", sent, StringComparison.Ordinal);
        var parts = messages[3].GetProperty("content").EnumerateArray().ToArray();
        Assert.Equal(["image_url", "image_url", "text"], parts.Select(part => part.GetProperty("type").GetString()));
        Assert.StartsWith(
            "data:image/png;base64,iVBOR", parts[0].GetProperty("image_url").GetProperty("url").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("And what is 1?", parts[2].GetProperty("text").GetString());
    }

    [Fact]
    public async Task No_more_questions_are_open_than_allowed()
    {
        using var server = new LoopbackServer((_, _) => (200, LoopbackServer.Completion("x"), 20));
        await Recipe.From("ask", Ask(server)).RunAsync(Toy.Source, folder.Path, new Toy.Deaf());
        Assert.InRange(server.Widest, 1, 3);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_keeps_what_was_answered()
    {
        using var stop = new CancellationTokenSource();
        using var server = new LoopbackServer((n, _) =>
        {
            if (n == 4) stop.Cancel();
            return (200, LoopbackServer.Completion("x"), n >= 4 ? LoopbackServer.Never : 0);
        });
        var recipe = Recipe.From("ask", Ask(server));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            recipe.RunAsync(Toy.Source, folder.Path, new Toy.Deaf(), stop.Token));
        Assert.InRange(
            Assert.IsType<StageState.Resumes>(recipe.Plan(Toy.Source, folder.Path).Stages[0].State).Done, 1, 4);
    }

    private static Stage.Generate Ask(LoopbackServer server, Cache? cache = null, Endpoint? endpoint = null)
    {
        var judge = ((endpoint ?? new Endpoint(server.Address, "m", Timeout: TimeSpan.FromMinutes(10), Retries: 2))
            with { FirstDelay = TimeSpan.FromMilliseconds(1) }).Judge("k");
        return new Stage.Generate(
            "said", Author.From(Generator.From(cache is null ? judge : judge.Cached(cache), concurrency: 3)),
            Wording.From("{question}"), View.None);
    }

    private static IEnumerable<(string Id, string Why)> Failures(RecipeResult result) => result.Ledger.Entries
        .Where(entry => entry.Fate is Fate.Failed).Select(entry => (entry.Id, ((Fate.Failed)entry.Fate).Error));
}
