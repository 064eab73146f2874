using System.Text.Json;
using Kit.Evaluate.Tests.Judging;

namespace Experiments.Tests;

/// <summary>dotnet run experiments/vlm-rlaif.cs -- --model: an endpoint judges a checkpoint's answers.</summary>
public sealed class CheckpointRlaifScriptSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-rlaif-script-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_endpoint_judges_and_the_report_tells_everything()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        using var server = new LoopbackServer((_, body) =>
            (200, LoopbackServer.Completion(Questionnaire.Longer(Words(body))), 0));
        var data = Questionnaire.Write(folder);
        var place = Path.Combine(folder, "out");
        var (exit, output, error) = Script.Run(
            "vlm-rlaif.cs", "--model", TinyCheckpoint.Write("qwen2-vl-video", Path.Combine(folder, "model")), "--data", data.Path,
            "--videos", Path.Combine(folder, "videos"), "--frames", "4", "--tokens", "4", "--batch", "2", "--lr", "1e-2",
            "--questions", "4", "--max-steps", "2", "--rank", "4", "--judge", $"{server.Address}", "--judge-model", "m-1",
            "--device", "cpu", "--out", place);
        Assert.True(exit == 0, error + output);
        var report = File.ReadAllText(Path.Combine(place, "vlm-rlaif.md"));
        foreach (var part in new[]
        {
            "VLM-RLAIF of model", "The judge, asked in both orders", "25 %", "Ended by itself", "PPO raises the reward",
            "unreadable-video", "evaluate.cs -- --benchmark", "Video-generative benchmark", "6 true answers",
        })
            Assert.Contains(part, report, StringComparison.Ordinal);
        foreach (var file in new[] { "adapter/adapter_config.json", "rm.json", "ledger.txt", "vlm-rlaif.html" })
            Assert.True(File.Exists(Path.Combine(place, file)), file);
        Assert.True(server.Requests > 4);
    }

    /// <summary>What the last turn says; frames beside it are left out.</summary>
    private static string Words(string body)
    {
        using var request = JsonDocument.Parse(body);
        var content = request.RootElement.GetProperty("messages").EnumerateArray().Last().GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(content.EnumerateArray()
            .Where(part => part.GetProperty("type").GetString() == "text").Select(part => part.GetProperty("text").GetString()));
    }
}
