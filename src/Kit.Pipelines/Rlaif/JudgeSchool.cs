using System.Text;
using Kit.Data.Storage;
using Kit.Models.Peft;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Shapes;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Pipelines.Rlaif;

/// <summary>Makes a judge of a small model: adapters that are taught to choose the true one of two values, behind
/// narratives of the model's own, about clips that no pair is about.</summary>
/// <remarks>A model of billions reads a ballot as it comes; the authors' judge is the larger of their two models.
/// </remarks>
internal sealed class JudgeSchool(RlaifStudy study, RlaifQuestions open)
{
    /// <summary>The judge: a copy of the model with its adapters in place, and what names its weights.</summary>
    /// <param name="lessons">With narratives of every kind that it is going to read.</param>
    /// <param name="progress">Told of its steps.</param>
    public (Lab Lab, ModelState State) Teach(IReadOnlyList<Draft> lessons, IProgress<Advance> progress)
    {
        var lab = study.Lab.Copy();
        var name = study.Lab.Fingerprint.With("code of judges", "1").With("judging", $"{study.Plan.Judging}")
            .With("lora", $"{study.Plan.Lora}")
            .With("lessons", Fingerprint.Digest(Encoding.UTF8.GetBytes(string.Join('\n', lessons))));
        var folder = new Cache(study.At("weights")).Open("judge", name, into =>
        {
            using var scope = NewDisposeScope();
            using var adapters = study.Plan.Lora.Attach(lab.Model.Language, seed: 1, "judge");
            new PreferenceRun(Papers.Named("sft"), study.Plan.Judging, Seed: 1).Train(
                lab.Model.Language, new Trained.Placed(adapters),
                PreferenceData.From(
                    lab.Model.Language, RlaifData.Encode(JudgeLessons.Pairs(lessons)),
                    RlaifData.From(lab, open).Media, ReferenceKept.Nothing),
                progress.Of<PreferenceStep>(step => new Advance(
                    "judge taught", step.Step + 1, step.Total, "steps",
                    FormattableString.Invariant($"loss {step.Metrics["loss"]:0.000}"))));
            PeftAdapter.From(adapters).Save(into);
        });
        PeftAdapter.Load(folder, lab.Model.Language, "judge").Adapters.Place();
        return (lab, new ModelState(name.Brief, folder));
    }
}
