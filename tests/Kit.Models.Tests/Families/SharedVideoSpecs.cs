using FsCheck;
using FsCheck.Fluent;
using Kit.Models.Families;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Families;

/// <summary>Answers behind one video give what separate sequences give, in every family.</summary>
public sealed class SharedVideoSpecs
{
    public static TheoryData<string> Names => [.. Small.Names];

    private static readonly Gen<Asked> Prompts =
        from frames in Gen.Choose(1, 3)
        from before in Gen.Choose(1, 20).ListOf(2)
        from after in Gen.Choose(1, 20).ListOf(3)
        from one in Gen.Choose(1, 20).NonEmptyListOf()
        from other in Gen.Choose(1, 20).NonEmptyListOf()
        select new Asked(frames, [.. before, Small.Video, .. after], [.. one.Take(5)], [.. other.Take(5)]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Log_probabilities_and_gradients_of_two_answers(string family)
    {
        using var model = Small.Model(family);
        Prop.ForAll(Prompts.ToArbitrary(), asked =>
        {
            using var scope = NewDisposeScope();
            var input = new VideoInput(Sequence.From(asked.Ids), [Small.Noise(model, asked.Frames)]);
            var (together, joint) = Run(model, input, [[asked.One, asked.Other]]);
            var (apart, alone) = Run(model, input, [[asked.One], [asked.Other]]);
            return Near(apart, together) && Near(alone, joint);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_is_not_touched_by_its_neighbours(string family)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Small.Model(family);
        VideoInput[] inputs =
        [
            new([1, Small.Video, 2, 3], [Small.Noise(model, 2)]),
            new([4, 5, 6, Small.Video, 7, Small.Video, 8], [Small.Noise(model, 1), Small.Noise(model, 3)]),
        ];
        Row Row(VideoInput input) => new(model.Expand(input), [new Branch([9, 10]), new Branch([11])]);
        var both = model.call(model.Features(inputs), Layout.From([.. inputs.Select(Row)], CPU));
        var apart = inputs.Select(i => model.call(model.Features([i]), Layout.From([Row(i)], CPU)));
        Assert.True(Near(cat([.. apart]), both));
    }

    /// <summary>Rows of branches behind the same prompt: Σ log p and the gradient of the visual tokens.</summary>
    private static (Tensor Logp, Tensor Gradient) Run(VideoModel model, VideoInput input, int[][][] rows)
    {
        var prompt = model.Expand(input);
        var features = model.Features([input]).detach().requires_grad_();
        var layout = Layout.From([.. rows.Select(r => new Row(prompt, [.. r.Select(b => new Branch(b))]))], CPU);
        var states = model.call(features.repeat(rows.Length, 1), layout);
        var logp = model.Language.Head.Apply(states, layout.Targets).LogProbability;
        logp.sum().backward();
        return (logp.detach(), features.grad!);
    }

    private static bool Near(Tensor expected, Tensor got) =>
        (expected - got).abs().max().item<float>() < 1e-5 * Math.Max(1, expected.abs().max().item<float>());

    private sealed record Asked(int Frames, int[] Ids, int[] One, int[] Other);
}
