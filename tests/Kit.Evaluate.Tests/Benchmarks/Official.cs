using System.Text.Json;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Judging;

namespace Kit.Evaluate.Tests.Benchmarks;

/// <summary>Reads the recordings of the official scripts.</summary>
internal static class Official
{
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray();

    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static bool Flag(this JsonElement element, string name) => element.GetProperty(name).GetBoolean();

    public static QuestionSet Questions(Benchmark benchmark, string folder) =>
        benchmark.Read(Given.FixturePath($"benchmarks/{folder}/questions.json"));

    public static Marking Score(
        Benchmark benchmark, IReadOnlyList<Item> items, IReadOnlyDictionary<string, string?> answers,
        Judge? judge = null) =>
        Marking.FromAsync(benchmark, items, answers, judge).GetAwaiter().GetResult();

    public static Sequence<string?> Attempts(JsonElement judged) =>
        Sequence.From(judged.Items("attempts").Select(a => a.GetString()));

    /// <summary>Every number of the official result under the scoreboard's table.</summary>
    public static void Equal(JsonElement expected, Scoreboard board, string table, double tolerance = 1e-12)
    {
        foreach (var number in expected.EnumerateObject())
        {
            var score = board[number.Name == board.Headline ? "" : table, number.Name] ?? board["", number.Name];
            Assert.True(score is not null, number.Name);
            Assert.Equal(number.Value.GetDouble(), score.Value, tolerance);
        }
    }
}
