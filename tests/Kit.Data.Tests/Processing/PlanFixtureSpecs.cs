using System.Text.Json;
using Kit.Video;

namespace Kit.Data.Tests.Processing;

/// <summary>Index arithmetic of the official codes: frames, sizes, counts of visual tokens.</summary>
public class PlanFixtureSpecs
{
    [Fact]
    public void Frames_are_chosen_as_the_official_code_does()
    {
        foreach (var one in ProcessingFixture.All.SelectMany(fixture => fixture["frames"]))
        {
            var (frames, fps, count) =
                (Integer(one, "totalFrames"), one.GetProperty("fps").GetDouble(), Integer(one, "count"));
            Assert.Equal(Integers(one, "trainLinspace"), new FramePlan.Linspace(count).Apply(frames, fps).Indices);
            Assert.Equal(Integers(one, "evalInterval"), new FramePlan.Uniform(count).Apply(frames, fps).Indices);
        }
    }

    [Fact]
    public void Sizes_are_chosen_as_the_official_code_does()
    {
        foreach (var one in ProcessingFixture.All.SelectMany(fixture => fixture["smartResize"]))
        {
            var resize = new SmartResize(
                Integer(one, "factor"), Integer(one, "minPixels"), Integer(one, "maxPixels"));
            var (height, width) = resize.Apply(Integer(one, "height"), Integer(one, "width"));
            Assert.Equal(Integers(one, "result"), [height, width]);
        }
    }

    [Fact]
    public void Visual_tokens_are_counted_as_the_official_code_makes_them()
    {
        foreach (var fixture in ProcessingFixture.All)
        {
            using var tensors = fixture.Tensors();
            foreach (var one in fixture["videoTokens"])
            {
                var (name, shape) = (Text(one, "case"), tensors[Text(one, "features")].Shape);
                if (name.StartsWith("vlm_rlaif", StringComparison.Ordinal))
                    Assert.Equal(tensors[name].Shape[0], Count(new VisualLayout.Averaged((int)shape[1]), shape));
                else foreach (var mode in one.GetProperty("modes").EnumerateArray().Select(mode => mode.GetString()!))
                    Assert.Equal((mode, name, tensors[$"{mode}.{name}"].Shape[0]),
                        (mode, name, Count(Pooled(one, mode), shape)));
            }
        }
    }

    private static VisualLayout.Pooled Pooled(JsonElement one, string mode) => new(
        Integer(one, "patchesPerSide"), Enum.Parse<Pooling>(Text(one, "poolMode"), ignoreCase: true),
        Integer(one, "stride"), mode switch
        {
            "grid" => Newlines.Grid,
            "frame" => Newlines.Frame,
            "one_token" => Newlines.One,
            "no_token" => Newlines.None,
            _ => throw new InvalidDataException(mode),
        });

    private static long Count(VisualLayout layout, Sequence<long> features) => layout.Count((int)features[0], 1, 1);

    private static string Text(JsonElement one, string name) => one.GetProperty(name).GetString()!;

    private static int Integer(JsonElement one, string name) => one.GetProperty(name).GetInt32();

    private static IEnumerable<int> Integers(JsonElement one, string name) =>
        [.. one.GetProperty(name).EnumerateArray().Select(x => x.GetInt32())];
}
