using System.Diagnostics;
using Kit.Data.MovingShapes;
using Kit.Data.Processing;
using Kit.Data.Video;
using Kit.Models.Towers;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Video;
using static TorchSharp.torch;
using Patches = Kit.Data.Processing.Pixels.Patches;

namespace Bench;

/// <summary>Small clips on their way to visual tokens: decoded by ffmpeg, resized and cut by Qwen2-VL's processor, run
/// through its tower with two layers of random weights.</summary>
public sealed record Clips(string Folder, VideoFile[] Files, ImageProcessor.Patched Processor, QwenTower Tower)
    : IDisposable
{
    public static Clips Written(int count, int width)
    {
        var folder = Directory.CreateTempSubdirectory("kit-step-").FullName;
        var store = new ClipStore(folder, new World(1));
        var clips = store.World.Clips(Kit.Data.MovingShapes.Split.Train, count);
        store.WriteAsync(clips).GetAwaiter().GetResult();
        var config = new QwenTowerConfig(
            QwenGeneration.Qwen2, 128, width, 512, 2, 4, 14, 2, 2, Activation.QuickGelu, 112, []);
        return new Clips(
            folder, [.. clips.Select(c => VideoFile.Open(store.FileOf(c)))],
            new ImageProcessor.Patched(
                new SmartResize(28, 112 * 112, 112 * 112), 14, 2, 2, Filter.Bicubic, Normalisation.Clip),
            new QwenTower(config, new Initial.Normal(0.02), Placement.Cpu));
    }

    public IEnumerable<(string Name, double Seconds)> Time()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var clock = Stopwatch.StartNew();
        var frames = Files.Select(f => f.Read(new FramePlan.Uniform(8))).ToArray();
        var decode = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var patches = frames.Select(f => (Patches)Processor.Apply(f)).ToArray();
        var resize = clock.Elapsed.TotalSeconds;
        clock.Restart();
        foreach (var one in patches) Tower.call(tensor(one.Values.ToArray(), [.. one.Shape]), one.Grid);
        return [("decode", decode), ("resize", resize), ("tower", clock.Elapsed.TotalSeconds)];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public override string ToString() =>
        $"{Files.Length} × 8 frames of {Files[0].Width} × {Files[0].Height}, resized to 112 × 112, "
        + "tower of 2 layers, width 128";
}
