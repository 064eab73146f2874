using FsCheck;
using FsCheck.Fluent;
using Kit.Models;
using Kit.Pairs;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Tests;

/// <summary>A model of a few thousand weights, clips of noise and pairs of different lengths.</summary>
internal static class Given
{
    public const int Video = 3;
    public const int Pairs = 10;

    public static VideoLmConfig Config { get; } = new(
        new VisionConfig(ImageSize: 16, PatchSize: 4, HiddenSize: 8, Layers: 1, Heads: 2, PoolStride: 2),
        new DecoderConfig(19, HiddenSize: 16, Layers: 2, Heads: 4, KeyValueHeads: 2, IntermediateSize: 24, InitializerRange: 0.3),
        Frames: 2);

    public static Optimization Optimization { get; } = new(5e-3, BatchSize: 4, Epochs: 2, new Schedule(Decay.Constant));

    public static Lora Lora { get; } = Lora.Decoder with { Rank = 2, Alpha = 4 };

    public static VideoLm Model(long seed = 1) => new(Config, Placement.Cpu, seed);

    public static PreferenceTraining Training(Objective objective, long seed = 1) =>
        new(objective, Optimization, Lora, seed);

    public static PreferenceData Data(VideoLm model) => Data(model, Encoded);

    public static PreferenceData Data(VideoLm model, IReadOnlyList<EncodedPair> pairs)
    {
        manual_seed(5);
        var clips = randint(0, 256, [Pairs, Config.Frames, 16, 16, 3], dtype: ScalarType.Byte);
        using var still = no_grad();
        var shelf = new Shelf(model.Features(clips), Enumerable.Range(0, Pairs).ToDictionary(i => $"clip {i}", i => i));
        return PreferenceData.From(model, pairs, shelf, Video);
    }

    /// <summary>Answers of two to six tokens; the second token of each is its span.</summary>
    public static IReadOnlyList<EncodedPair> Encoded { get; } = [.. Enumerable.Range(0, Pairs).Select(i => new EncodedPair(
        $"pair {i}", $"clip {i}", [Video, 5 + i % 3, .. Enumerable.Repeat(6, i % 4)], Answer(i, 2 + i % 4), Answer(i + 7, 3 + i % 3)))];

    private static EncodedAnswer Answer(int start, int length) => new(
        [.. Enumerable.Range(0, length).Select(t => 4 + (start + 3 * t) % 15)],
        [.. Enumerable.Repeat(1, length)],
        [.. Enumerable.Range(0, length).Select(t => t == 1 ? 1 : 0)]);

    public static void Always<T>(Arbitrary<T> given, Action<T> law) =>
        Prop.ForAll(given, law).QuickCheckThrowOnFailure();
}
