using Kit.Models;
using Kit.Torch.Layers;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Train.Supervised;

/// <summary>Teaches the vision tower to name what each patch shows, before any language: a stand-in for a pre-trained
/// tower.</summary>
/// <remarks>L = Σ_k Σ_p w(c) (−log softmax(W_k h_p)[c]) / Σ_p w(c) over the patches p of a batch of frames and the
/// kinds k
/// of label; w is <paramref name="Background"/> for class 0 and 1 for the rest. The W_k are thrown away
/// afterwards.</remarks>
/// <param name="Optimization">Batch size counts frames; an epoch shows each clip once, one random frame of it.</param>
/// <param name="Classes">Classes of each kind of label, nothing included.</param>
/// <param name="Seed">Data order, frames and the W_k.</param>
/// <param name="Background">Weight of empty patches, which are most.</param>
public sealed record TowerTraining(Optimization Optimization, Sequence<int> Classes, long Seed, double Background = 0.1)
{
    private const long Stream = 0x70E3;

    /// <summary>Trains the tower in place.</summary>
    /// <param name="model">Its vision tower is trained, nothing else.</param>
    /// <param name="clips">Number of clips.</param>
    /// <param name="frames">Frames of a clip.</param>
    /// <param name="labels">Labels of a clip's patches, one list a kind.</param>
    /// <param name="progress">Told after every step.</param>
    public void Train(
        VideoLm model, int clips, Func<int, Frames> frames, Func<int, PatchLabels> labels, IProgress<SftStep> progress)
    {
        manual_seed(Seed);
        var width = model.Config.Vision.HiddenSize;
        var heads = Classes
            .Select(c => new Projection(width, c, Bias.Zero, new Initial.Normal(0.1), model.Place)).ToArray();
        var order = new DataOrder(clips, Optimization.BatchSize, Seed);
        var total = Optimization.Steps(clips);
        using var optimizer = new Optimizer(
            model.Vision.parameters().Concat(heads.SelectMany(h => h.parameters())), Optimization, total);
        for (var step = 0; step < total; step++)
        {
            using var scope = NewDisposeScope();
            var shown = order.Batch(step).Select(clip => Draw(step, clip, frames(clip), labels(clip))).ToArray();
            double[] weights = [.. Enumerable.Range(0, Classes.Count).Select(kind => Weight(shown, kind))];
            var half = shown.Length / 2;
            var (loss, norm, rate) = optimizer.Step(
                () => Loss(model, heads, shown[..half], weights), () => Loss(model, heads, shown[half..], weights),
                step);
            progress.Report(new SftStep(step, total, loss, norm, rate));
        }

        foreach (var head in heads) head.Dispose();
    }

    /// <summary>A frame with the one before it, and the labels of its patches.</summary>
    private (Frames Two, PatchLabels Labels) Draw(int step, int clip, Frames frames, PatchLabels labels)
    {
        var at = Pcg.From(Seed, Stream, step, clip).Below(frames.Count);
        var before = Math.Max(0, at - 1);
        byte[] rgb = [.. frames[before].Span, .. frames[at].Span];
        return (new Frames(frames.Height, frames.Width, rgb, [frames.Timestamps[before], frames.Timestamps[at]]),
            new PatchLabels([.. labels.Kinds.Select(k => Part(k, at, frames.Count))]));
    }

    private static Sequence<int> Part(Sequence<int> labels, int frame, int frames) =>
        [.. labels.AsSpan().Slice(frame * (labels.Count / frames), labels.Count / frames)];

    /// <summary>Σ_p w(c_p) of one kind over a batch.</summary>
    private double Weight((Frames Two, PatchLabels Labels)[] shown, int kind) =>
        shown.Sum(s => s.Labels.Kinds[kind].Sum(c => c == 0 ? Background : 1));

    /// <summary>The share of some frames in the loss of a batch whose kinds weigh so much.</summary>
    private Tensor Loss(
        VideoLm model, Projection[] heads, (Frames Two, PatchLabels Labels)[] shown, double[] weights)
    {
        if (shown.Length == 0) return zeros([1], device: model.Place.Device, requires_grad: true).sum();
        var patches = model.LastPatches(Pixels.Stack([.. shown.Select(s => s.Two)])).flatten(0, 1);   // [M·G², D]
        return heads.Select((head, kind) =>
                Loss(head, patches, shown.SelectMany(s => s.Labels.Kinds[kind])) / weights[kind])
            .Aggregate((sum, loss) => sum + loss);
    }

    private Tensor Loss(Projection head, Tensor patches, IEnumerable<int> labels)
    {
        var scores = head.call(patches);                                                      // [M·G², classes]
        var weight = ones([scores.shape[1]], device: patches.device);
        weight[0] = Background;
        return nn.functional.cross_entropy(
            scores, tensor(labels.Select(c => (long)c).ToArray(), device: patches.device), weight,
            reduction: nn.Reduction.Sum);
    }
}
