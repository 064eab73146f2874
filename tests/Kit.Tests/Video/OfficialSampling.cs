using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Kit.Tests.Video;

/// <summary>Frame choices of LLaVA-Video's official code, where fixtures stand beside the project; else none.</summary>
internal sealed record OfficialSampling(int Frames, double Fps, int Count, int[] Linspace, int[] Interval)
{
    public static IReadOnlyList<OfficialSampling> Cases => File.Exists(Source()) ? Read() : [];

    private static List<OfficialSampling> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Source()));
        return [.. document.RootElement.GetProperty("frames").EnumerateArray().Select(From)];
    }

    private static OfficialSampling From(JsonElement c) => new(
        c.GetProperty("totalFrames").GetInt32(), c.GetProperty("fps").GetDouble(), c.GetProperty("count").GetInt32(),
        Numbers(c.GetProperty("trainLinspace")), Numbers(c.GetProperty("evalInterval")));

    private static int[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(x => x.GetInt32())];

    private static string Source([CallerFilePath] string path = "") => Path.Combine(
        Environment.GetEnvironmentVariable("KIT_FIXTURES")
            ?? Path.Combine(Path.GetDirectoryName(path)!, "../../../../shared/fixtures"),
        "processing/processing.json");
}
