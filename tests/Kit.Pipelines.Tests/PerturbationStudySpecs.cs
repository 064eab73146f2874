using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines.Perturbing;
using Kit.Pipelines.SelfAlignment;
using Kit.Video;
using TorchSharp;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Pipelines.Tests;

/// <summary>One loss on pairs of several kinds, on a tiny model that knows nothing.</summary>
public sealed class PerturbationStudySpecs : IDisposable
{
    private static readonly Ablation Short = Ablation.Over(new Variant("RRPO", Rrpo))
        .With(Given.Optimization with { Epochs = 9, MaxSteps = 3 }).With(Given.Lora);

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly string folder = Directory.CreateTempSubdirectory("kit-perturbed-").FullName;

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Arms_differ_in_their_pairs_alone_and_stand_when_asked_again()
    {
        var study = new PerturbationStudy(
            Given.Laboratory(clips: 24),
            [new PerturbationArm.Invented("made up"), new PerturbationArm.Invented("made up as well")],
            Short, folder);
        var result = study.Run(new Progress<Advance>());
        Assert.All(result.Arms, arm => Assert.Equal(3, arm.Result.Runs.Single().Steps.Count));
        Assert.All(result.Arms, arm => Assert.Equal(result.Asked, arm.Ledger.Count));
        Assert.True(result.Arms[1].Pairs > 0);
        Assert.Equal(0, result.Arms[1].Ledger.Entries.Count(entry => entry.Fate.Heading.Contains("correct-answer", StringComparison.Ordinal)));
        var heard = new Heard();
        var again = study.Run(heard);
        Assert.DoesNotContain(heard.All, told => told is { Unit: "steps", Note: not "stands" });
        Assert.Equal(
            result.Arms.Select(arm => arm.Result.Runs[0].HeldOut["kl/chosen"]),
            again.Arms.Select(arm => arm.Result.Runs[0].HeldOut["kl/chosen"]));
    }

    [Fact]
    public void Too_few_pairs_are_refused() => Assert.Contains(
        "some held out, got", Assert.Throws<InvalidOperationException>(() => new PerturbationStudy(
            Given.Laboratory(), [new PerturbationArm.SelfMade("shuffled", new Perturbation.GlobalShuffle())], Short, folder)
            .Run(new Progress<Advance>())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_random_mistake_is_wrong_and_answers_the_question() => Assert.All(
        Given.World.Clips(Split.Align, 12).SelectMany(clip => Questions.Training(Given.World, clip)), question =>
        {
            for (var draw = 0; draw < 5; draw++)
                Assert.Equal(Verdict.Wrong, Rule.Judge(question, Mistake.Random(question, Pcg.From(draw))));
        });

    private sealed class Heard : IProgress<Advance>
    {
        public List<Advance> All { get; } = [];

        public void Report(Advance value) => All.Add(value);
    }
}
