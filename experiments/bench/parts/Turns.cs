using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Bench;

/// <summary>The parent: one process a variant, all stepping by turns.</summary>
public static class Turns
{
    private const double Tolerance = 1e-4;

    /// <summary>Every variant steps by turns; a line of JSON each. 0 when their losses agree.</summary>
    /// <param name="variants">Names.</param>
    /// <param name="arguments">Of a variant's process.</param>
    /// <param name="pairs">Of a step.</param>
    /// <param name="steps">Timed steps.</param>
    public static int Take(string[] variants, Func<string, string[]> arguments, int pairs, int steps)
    {
        var workers = variants.Select(v => Started(arguments(v))).ToArray();
        foreach (var one in workers) Answer(one);                                              // warm
        var told = workers.Select(_ => new List<JsonNode>()).ToArray();
        for (var step = 0; step < steps; step++)
            for (var i = 0; i < workers.Length; i++) told[i].Add(Ask(workers[i]));
        var ends = workers.Select(Ask).ToArray();
        double[] Medians(string what) =>
            [.. told.Select(t => t.Select(r => (double)r[what]!).Order().ElementAt(steps / 2))];
        var losses = told.Select(t => t.Select(r => (double)r["loss"]!).ToArray()).ToArray();
        var (seconds, cpu) = (Medians("seconds"), Medians("cpu_seconds"));
        var memory = ends.Select(e => (double)e["peak_rss_mib"]!).ToArray();
        for (var i = 0; i < variants.Length; i++)
            Say(new JsonObject
            {
                ["variant"] = variants[i], ["seconds"] = Round(seconds[i]), ["cpu_seconds"] = Round(cpu[i]),
                ["pairs_per_second"] = Round(pairs / seconds[i]), ["peak_rss_mib"] = memory[i],
                ["times_faster"] = Round(seconds[0] / seconds[i]), ["times_less_cpu"] = Round(cpu[0] / cpu[i]),
                ["memory_ratio"] = Round(memory[i] / memory[0]), ["last_loss"] = losses[i][^1],
            });
        var gap = losses.Max(l => l.Zip(losses[0], (a, b) => Math.Abs(a - b)).Max());
        if (ends[^1]["split_seconds"] is not null) Say(ends[^1]);
        Say(new JsonObject { ["largest_loss_difference"] = gap, ["agree"] = gap < Tolerance });
        return gap < Tolerance ? 0 : 1;
    }

    public static void Say(JsonNode line) => Console.WriteLine(line.ToJsonString());

    private static double Round(double x) =>
        double.Parse(x.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static Process Started(string[] arguments)
    {
        var host = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        return Process.Start(new ProcessStartInfo(host, [.. self, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
    }

    private static JsonNode Ask(Process worker)
    {
        worker.StandardInput.WriteLine();
        return Answer(worker);
    }

    private static JsonNode Answer(Process worker) => JsonNode.Parse(worker.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException("worker: expected an answer, got its end. Read its error above."))!;
}
