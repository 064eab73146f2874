using System.Text.Json;
using Kit.Models.Families;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Fixtures;

/// <summary>Pooling modes and newline layouts against the original LLaVA-Video and VLM-RLAIF code.</summary>
public sealed class LayoutFixtures
{
    private static readonly Dictionary<string, Func<int, FramePooling>> Modes = new()
    {
        ["average"] = s => new FramePooling.Average(s),
        ["max"] = s => new FramePooling.Maximum(s),
        ["bilinear"] = s => new FramePooling.Bilinear(s),
    };

    private static readonly Dictionary<string, FrameLayout> Layouts = new()
    {
        ["grid"] = FrameLayout.LineBreaks, ["frame"] = FrameLayout.FrameBreaks, ["one_token"] = FrameLayout.ClipBreak,
        ["no_token"] = FrameLayout.Plain,
    };

    public static TheoryData<string> Cases =>
        [.. Read().Select(c => c.GetProperty("case").GetString()!).DefaultIfEmpty(FixtureFolders.Absent)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Video_tokens(string name)
    {
        if (name == FixtureFolders.Absent) return;
        using var scope = NewDisposeScope();
        using var numbers = new Expected(FixtureFolders.Find("processing/processing.safetensors")!);
        var given = Read().Single(c => c.GetProperty("case").GetString() == name);
        var features = numbers[given.GetProperty("features").GetString()!];
        var (frames, grid) = ((int)features.shape[0], (int)Math.Sqrt(features.shape[1]));
        if (!given.TryGetProperty("poolMode", out var mode))
        {
            Check(name, FrameLayout.TemporalSpatial, new FrameTokens(features, FramePooling.None));
            return;
        }

        var pooling = Modes[mode.GetString()!](given.GetProperty("stride").GetInt32());
        var tokens = new FrameTokens(features, pooling, numbers[given.GetProperty("newline").GetString()!]);
        Exact(numbers[$"pooled.{name}"], tokens.Pooled);
        foreach (var layout in given.GetProperty("modes").EnumerateArray().Select(m => m.GetString()!))
            Check($"{layout}.{name}", Layouts[layout], tokens);

        void Check(string expected, FrameLayout layout, FrameTokens given)
        {
            Exact(numbers[expected], layout.Apply(given));
            Assert.Equal(numbers[expected].shape[0], layout.Count(frames, grid, given.Pooling));
        }
    }

    private static void Exact(Tensor expected, Tensor got)
    {
        Assert.Equal(expected.shape, got.shape);
        Assert.True((expected - got).abs().max().item<float>() < 1e-6);
    }

    private static JsonElement[] Read()
    {
        if (FixtureFolders.Find("processing/processing.json") is not { } path) return [];
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.Clone().GetProperty("videoTokens").EnumerateArray()];
    }
}
