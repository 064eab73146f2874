using Kit.Models;
using static TorchSharp.torch;

namespace Kit.Train.Supervised;

/// <summary>Supervised fine-tuning: L = −mean over all scored tokens of the batch of log π(y_t | clip, question,
/// y_&lt;t).</summary>
/// <param name="Optimization">Rates, batch size (in clips) and epochs.</param>
/// <param name="Seed">Data order, and which conversations of a clip are taken at each visit.</param>
/// <param name="ConversationsPerClip">Drawn anew at each visit to a clip; fewer make shorter rows and more
/// visits.</param>
public sealed record Sft(Optimization Optimization, long Seed, int ConversationsPerClip = 6)
{
    private const long Stream = 0x5F7;

    /// <summary>Trains projector and language model in place; the vision tower is frozen, as LLaVA's is.</summary>
    /// <param name="model">Random or loaded weights.</param>
    /// <param name="lessons">What to learn.</param>
    /// <param name="pooled">The frozen tower's patches of every clip, [C, V, D_v]
    /// (<see cref="VideoLm.Pooled"/>).</param>
    /// <param name="progress">Told after every step.</param>
    public void Train(
        VideoLm model, IReadOnlyList<Lesson> lessons, Tensor pooled, IProgress<SftStep> progress)
    {
        var order = new DataOrder(lessons.Count, Optimization.BatchSize, Seed);
        var total = Optimization.Steps(lessons.Count);
        foreach (var weight in model.Vision.parameters()) weight.requires_grad = false;
        using var optimizer = new Optimizer(model.parameters(), Optimization, total);
        for (var step = 0; step < total; step++)
        {
            using var scope = NewDisposeScope();
            var batch = order.Batch(step).Select(i => Drawn(lessons[i], step)).ToArray();
            var scored = batch.Sum(Scored);
            var half = batch.Length / 2;
            var (loss, norm, rate) = optimizer.Step(
                () => Loss(model, batch[..half], pooled) / scored, () => Loss(model, batch[half..], pooled) / scored,
                step);
            progress.Report(new SftStep(step, total, Finite(loss, step), norm, rate));
        }
    }

    private Lesson Drawn(Lesson lesson, int step) => lesson with
    {
        Conversations =
            [.. Pcg.From(Seed, Stream, step, lesson.Clip).Shuffle(lesson.Conversations).Take(ConversationsPerClip)],
    };

    private static long Scored(Lesson lesson) => lesson.Conversations.Sum(c => c.Ids.Count - c.From);

    /// <summary>−Σ log π(y_t) over the scored tokens of some lessons; 0 of none.</summary>
    private static Tensor Loss(VideoLm model, Lesson[] batch, Tensor pooled)
    {
        if (batch.Length == 0) return pooled.new_zeros([1], requires_grad: true).sum();
        var clips = tensor(batch.Select(l => (long)l.Clip).ToArray(), device: pooled.device);
        var features = model.Project(pooled.index_select(0, clips));
        var clip = Prompt.After((int)features.shape[1], []);
        var layout = Layout.From([.. batch.Select(l => new Row(clip, l.Conversations))], features.device);
        return -model.Head.Apply(model.call(features, layout), layout.Targets).LogProbability.sum();
    }

    private static double Finite(double loss, int step) => double.IsFinite(loss) ? loss : throw new ArithmeticException(
        $"SFT step {step}: expected a finite loss, got {loss}. Lower the learning rate or inspect the step's clips.");
}

/// <summary>One finished step of supervised training.</summary>
/// <param name="Step">From 0.</param>
/// <param name="Total">Steps of the run.</param>
/// <param name="Loss">Nats per token.</param>
/// <param name="GradNorm">2-norm before clipping.</param>
/// <param name="LearningRate">Rate of this step.</param>
public sealed record SftStep(int Step, int Total, double Loss, double GradNorm, double LearningRate);
