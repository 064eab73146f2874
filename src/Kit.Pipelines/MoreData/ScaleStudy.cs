using Kit.Pairs;
using Kit.Pipelines.SelfAlignment;
using Kit.Pipelines.Shapes;
using TorchSharp;

namespace Kit.Pipelines.MoreData;

/// <summary>Some losses on the pairs that a share of the clips gave.</summary>
/// <remarks>RRPO, Sarkar and Etemad 2025 (arXiv:2504.12083), says that it scales with more data. A share is that of the
/// first clips, and its pairs are balanced by themselves: those of a smaller share are among those of a larger one.
/// Every share trains for as many steps as one epoch of all pairs takes, over its pairs as often as that needs, and is
/// measured on the same held-out pairs, so that shares differ in their pairs alone.</remarks>
/// <param name="Lab">Model, clips, exam, all pairs.</param>
/// <param name="All">The losses on all pairs.</param>
/// <param name="Shares">Of the clips, each in (0, 1).</param>
/// <param name="Losses">Variants of <paramref name="All"/>, by name.</param>
/// <param name="Folder">Where runs are kept.</param>
public sealed record ScaleStudy(
    Lab Lab, AblationResult All, Sequence<double> Shares, Sequence<string> Losses, string Folder)
{
    private const int Epochs = 1000;

    /// <summary>A quarter and half; all pairs have their runs already.</summary>
    public static Sequence<double> Quarters { get; } = [0.25, 0.5];

    /// <summary>The runs that do not stand yet.</summary>
    /// <exception cref="InvalidOperationException">A share too small for a pair.</exception>
    public ScaleResult Run(IProgress<Advance> progress) => new(
        [.. Shares.Order().Select(share => Run(share, progress)), new(1, Lab.Training.Pairs.Count, All.Only(Losses))]);

    private ScaleArm Run(double share, IProgress<Advance> progress)
    {
        using var scope = torch.NewDisposeScope();
        var kept = Of(share).Pairs.Select(pair => pair.Id).ToHashSet();
        EncodedPair[] pairs = [.. Lab.Training.Pairs.Where(pair => kept.Contains(pair.Id))];
        if (pairs.Length == 0) throw new InvalidOperationException(FormattableString.Invariant(
            $"{share:P0} of the clips: expected pairs to learn from, got none. Ask about more clips."));
        var lab = Lab with { Training = Lab.Referred(pairs) };
        return new ScaleArm(share, pairs.Length, Ablation.On(lab).In(Folder).Run(
            progress.Of<Advance>(told => told with
            {
                Stage = FormattableString.Invariant($"{share:P0} of the clips: {told.Stage}"),
            })));
    }

    private Ablation Ablation => All.Only(Losses).Ablation with
    {
        Optimization = All.Ablation.Optimization with { Epochs = Epochs, MaxSteps = All.Runs[0].Steps.Count },
    };

    /// <summary>What the next larger share has of these clips, balanced anew.</summary>
    private SelfAlignmentData Of(double share)
    {
        if (share >= 1) return Lab.Data;
        var larger = Of(Shares.Where(other => other > share).DefaultIfEmpty(1).Min());
        var questions = Lab.Asked.Take((int)Math.Round(share * Lab.Clips.Count)).SelectMany(clip => clip.Questions)
            .ToDictionary(question => question.Id);
        return SelfAlignmentData.From(
            larger.Pairs.Zip(larger.Said).Where(one => questions.ContainsKey(one.First.Id))
                .Select(one => new SelfAnswer(questions[one.First.Id], one.Second)), Lab.Recipe);
    }
}
