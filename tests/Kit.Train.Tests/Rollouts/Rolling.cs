using Kit.Models;
using Kit.Models.Generation;
using Kit.Train.Rollouts;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Rollouts;

/// <summary>Questions about clips of noise, and a decoding of a few tokens.</summary>
internal static class Rolling
{
    public const int Stop = 2;

    public static Decoding Decoding { get; } = Decoding.Sampled.WithStops(Stop).WithLimit(5);

    public static Optimization Optimization { get; } =
        new(2e-2, BatchSize: 8, Epochs: 1, new Schedule(Decay.Constant, WarmUp: 0));

    public static IReadOnlyList<RolloutQuestion> Questions(VideoLm model, int count)
    {
        manual_seed(5);
        var clips = randint(0, 256, [count, Given.Config.Frames, 16, 16, 3], dtype: ScalarType.Byte);
        using var still = no_grad();
        var features = model.Features(clips);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new RolloutQuestion(
                $"question {i}", Prompt.After((int)features.shape[1], [5 + i % 3, 6]), features[i])),
        ];
    }
}
