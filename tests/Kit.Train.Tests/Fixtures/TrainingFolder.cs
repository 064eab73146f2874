using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kit.Data.Storage;
using Kit.Pairs;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Fixtures;

/// <summary>A run that transformers and torch made: checkpoint, batches, what was logged, where the weights ended.</summary>
internal sealed class TrainingFolder(string path)
{
    private readonly JsonElement expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "expected.json"))).RootElement;

    /// <summary>Every folder with such a run, in the first root that has one: <c>KIT_FIXTURES</c>, the folder beside the
    /// project, our copy.</summary>
    public static TheoryData<string> All => [.. Roots.Select(Runs).First(runs => runs.Length > 0)];

    public string FullName => path;

    public bool IsLora => File.Exists(Path.Combine(path, "adapter_config.json"));

    public bool HasKl => expected.GetProperty("method").GetString() == "rrpo";

    public int Steps => expected.GetProperty("steps").GetInt32();

    public IReadOnlyList<JsonElement> History => [.. expected.GetProperty("history").EnumerateArray()];

    public Objective Objective => expected.GetProperty("method").GetString() switch
    {
        "dpo" => Dpo.With(Logistic(Number("beta"))),
        "rrpo" => Dpo.With(Logistic(Number("beta"))).With(Spans) + Number("alpha") * TokenKL,
        var method => throw new InvalidDataException($"{path}: expected dpo or rrpo, got {method}. Compose it here."),
    };

    public Optimization Optimization
    {
        get
        {
            var adam = expected.GetProperty("optimizer");
            double Of(string name) => adam.GetProperty(name).GetDouble();
            return new(
                Of("learningRate"), BatchSize: Batches[0].Length, Epochs: (Steps - 1) / Batches.Count + 1, Schedule,
                Of("weightDecay"), Of("maxGradNorm"), adam.GetProperty("betas")[1].GetDouble(),
                adam.GetProperty("betas")[0].GetDouble(), Of("eps"), Order.AsGiven, Steps);
        }
    }

    public IReadOnlyList<EncodedPair> Pairs => [.. Batches.SelectMany(b => b)];

    /// <summary>Final weights by name.</summary>
    public IEnumerable<(string Name, float[] Values)> Final
    {
        get
        {
            using var file = SafetensorsFile.Open(Path.Combine(path, "final.safetensors"));
            return [.. file.Entries.Select(e => (e.Name, file.ReadFloats(e.Name)))];
        }
    }

    private Schedule Schedule
    {
        get
        {
            var text = expected.GetProperty("optimizer").GetProperty("schedule").GetString()!;
            var match = Regex.Match(text, "^linear warm-up from 0 over (\\d+) steps, then (cosine|linear) to 0 at the last step$");
            Assert.True(match.Success, $"{path}: a schedule that this test does not read: {text}");
            var rise = int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            return new(match.Groups[2].Value == "cosine" ? Decay.Cosine : Decay.Linear, (double)rise / Steps, Rise.FromZero);
        }
    }

    private IReadOnlyList<EncodedPair[]> Batches
    {
        get
        {
            using var file = SafetensorsFile.Open(Path.Combine(path, "batches.safetensors"));
            return [.. Enumerable.Range(0, file.Entries.Count(e => e.Name.EndsWith(".input_ids", StringComparison.Ordinal)))
                .Select(i => Read(file, i))];
        }
    }

    private static EncodedPair[] Read(SafetensorsFile file, int batch)
    {
        var shape = file[$"batch{batch}.input_ids"].Shape;
        var (rows, width) = ((int)shape[0], (int)shape[1]);
        long[][] Grid(string name) => [.. ToLongs(file.Read($"batch{batch}.{name}")).Chunk(width)];
        var (ids, labels, phrases) = (Grid("input_ids"), Grid("labels"), Grid("phrases"));
        return [.. Enumerable.Range(0, rows / 2).Select(b => Pair($"{batch}.{b}", [.. new[] { b, b + rows / 2 }
            .Select(r => (ids[r], labels[r], phrases[r]))]))];
    }

    /// <summary>Prompt = what both rows begin with, up to the first labelled token; the rest is answer, masked by the
    /// labels.</summary>
    private static EncodedPair Pair(string id, (long[] Ids, long[] Labels, long[] Phrases)[] rows)
    {
        var common = rows[0].Ids.Zip(rows[1].Ids).TakeWhile(t => t.First == t.Second).Count();
        var shared = rows.Min(r => Math.Min(common, Array.FindIndex(r.Labels, l => l != -100)));
        EncodedAnswer Answer((long[] Ids, long[] Labels, long[] Phrases) row)
        {
            var end = 1 + Enumerable.Range(0, row.Ids.Length).Last(t => row.Ids[t] != 0 || row.Labels[t] != -100);
            return new(
                [.. row.Ids[shared..end].Select(i => (int)i)],
                [.. row.Labels[shared..end].Select(l => l == -100 ? 0 : 1)],
                [.. row.Phrases[shared..end].Select(p => p > 0 ? 1 : 0)]);
        }

        return new EncodedPair(id, "", [.. rows[0].Ids[..shared].Select(i => (int)i)], Answer(rows[0]), Answer(rows[1]));
    }

    private double Number(string name) => expected.GetProperty(name).GetDouble();

    private static long[] ToLongs(byte[] bytes)
    {
        var values = new long[bytes.Length / sizeof(long)];
        Buffer.BlockCopy(bytes, 0, values, 0, bytes.Length);
        return values;
    }

    private static string[] Runs(string root) => Directory.Exists(Path.Combine(root, "training"))
        ? [.. Directory.EnumerateDirectories(Path.Combine(root, "training"))
            .Where(d => File.Exists(Path.Combine(d, "expected.json"))).Order(StringComparer.Ordinal)]
        : [];

    private static IEnumerable<string> Roots
    {
        get
        {
            var tests = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));
            string?[] roots =
            [
                Environment.GetEnvironmentVariable("KIT_FIXTURES"),
                Path.Combine(tests, "..", "..", "shared", "fixtures"), Path.Combine(tests, "Fixtures"),
            ];
            return roots.Where(r => !string.IsNullOrEmpty(r)).Select(r => Path.GetFullPath(r!));
        }
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
