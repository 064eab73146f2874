using System.Text.Json;
using Kit.Data.Processing;
using Kit.Data.Storage;
using Kit.Data.Tests.Storage;
using Kit.Video;
using Xunit.Abstractions;

namespace Kit.Data.Tests.Processing;

/// <summary>transformers' own processors, with Pillow, on every stored picture: bit for bit.</summary>
public class ProcessorFixtureSpecs(ITestOutputHelper output)
{
    [Fact]
    public void Pixels_are_those_of_the_reference()
    {
        if (ProcessingFixture.All.Count == 0) output.WriteLine("No fixtures/processing: nothing was compared.");
        foreach (var fixture in ProcessingFixture.All)
        {
            using var tensors = fixture.Tensors();
            foreach (var one in fixture["processors"]) Compare(one, tensors);
        }
    }

    private void Compare(JsonElement one, SafetensorsFile tensors)
    {
        var name = one.GetProperty("case").GetString()!;
        var pixels = Processor(one.GetProperty("config")).Apply(Frames(tensors, one.GetProperty("input").GetString()!));
        var expected = pixels is Pixels.Patches ? $"patches.{name}" : $"pixels.{name}";
        Assert.Equal((name, tensors[expected].Shape), (name, pixels.Shape));
        if (pixels is Pixels.Patches patches)
            Assert.Equal(Integers(tensors, $"grid_thw.{name}"),
                new long[] { patches.Grid.Time, patches.Grid.Height, patches.Grid.Width });
        var furthest = tensors.ReadFloats(expected).Zip(pixels.Values.ToArray(), (x, y) => Math.Abs(x - y)).Max();
        output.WriteLine(FormattableString.Invariant($"{name}: furthest {furthest}"));
        Assert.True(furthest < 1e-6, FormattableString.Invariant($"{name}: {furthest}"));
    }

    private static ImageProcessor Processor(JsonElement config)
    {
        using var folder = new Folder();
        File.WriteAllText(folder["preprocessor_config.json"], config.GetRawText());
        return ImageProcessor.Load(folder.FullName);
    }

    private static Frames Frames(SafetensorsFile tensors, string name)
    {
        var shape = tensors[name].Shape;
        return new((int)shape[1], (int)shape[2], tensors.Read(name),
            [.. Enumerable.Range(0, (int)shape[0]).Select(i => (double)i)]);
    }

    private static IEnumerable<long> Integers(SafetensorsFile tensors, string name) =>
        tensors.Read(name).Chunk(8).Select(eight => BitConverter.ToInt64(eight));
}
