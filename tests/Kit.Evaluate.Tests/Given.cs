using System.Runtime.CompilerServices;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kit.Evaluate.Statistics;

namespace Kit.Evaluate.Tests;

internal static class Given
{
    /// <summary>A JSON file of the first folder that has it: KIT_FIXTURES, the folder beside the project, our copy.
    /// </summary>
    public static JsonElement Fixture(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(FixturePath(path)));
        return document.RootElement.Clone();
    }

    /// <summary>Where a fixture lies.</summary>
    public static string FixturePath(string path) =>
        Folders().Select(folder => Path.GetFullPath(Path.Combine(folder, path))).First(File.Exists);

    private static IEnumerable<string> Folders() => new[]
    {
        Environment.GetEnvironmentVariable("KIT_FIXTURES"),
        Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "shared", "fixtures"),
        Path.Combine(AppContext.BaseDirectory, "Fixtures"),
    }.OfType<string>().Where(folder => folder.Length > 0);

    private static string Here([CallerFilePath] string path = "") => path;

    /// <summary>Items spread over clips: 2 … 12 clips of 1 … 5 items, each right or wrong, under two seeds.</summary>
    public static Arbitrary<Measurements> Measurements() => Arb.From(
        from clips in Gen.Choose(2, 12)
        from seed in Gen.Choose(0, 1_000_000)
        select Measured("method", seed, clips));

    public static Measurements Measured(string method, long seed, int clips) => new(
        method,
        Sequence.From(
            from clip in Enumerable.Range(0, clips)
            from item in Enumerable.Range(0, 1 + Pcg.From(1, clip).Below(5))
            from run in new long[] { 7, 8 }
            select new Observation(
                $"q{clip}.{item}", run, $"clip{clip}", Pcg.From(seed, clip, item, run).Chance(0.6) ? 1 : 0)));

    /// <summary>Both, with nothing in common but the same shape.</summary>
    public static (Measurements Baseline, Measurements Candidate) Pair(Measurements like) =>
        (like with { Method = "baseline" },
         new Measurements("candidate", Sequence.From(like.Values.Select(v =>
             v with { Value = Math.Cos(v.Value + v.Item.Length + v.Seed) }))));

    public static void Always<T>(Arbitrary<T> given, Func<T, bool> law) =>
        Prop.ForAll(given, law).QuickCheckThrowOnFailure();
}
