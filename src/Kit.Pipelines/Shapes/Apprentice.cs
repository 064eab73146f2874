using System.Text;
using Kit.Data.MovingShapes;
using Kit.Data.Storage;
using Kit.Data.Tokens;
using Kit.Models;
using Kit.Models.Peft;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Pipelines.Shapes;

/// <summary>A copy of a laboratory's model that was taught one more thing: to read hints, to judge.</summary>
/// <remarks>What a model of billions does when it is asked to, a small one must be taught.</remarks>
/// <param name="Lab">The laboratory with the copy; its adapters are in place.</param>
/// <param name="State">What names the copy's weights.</param>
internal sealed record Apprentice(Lab Lab, ModelState State) : IDisposable
{
    /// <summary>An apprentice that stands in a folder, or is taught now.</summary>
    /// <param name="lab">Its clips and model.</param>
    /// <param name="craft">What is taught, such as judge; names the adapters.</param>
    /// <param name="lessons">Chosen answers to imitate, about clips of the laboratory's school.</param>
    /// <param name="optimization">Rates and steps.</param>
    /// <param name="lora">The adapters.</param>
    /// <param name="folder">Where weights are kept.</param>
    /// <param name="progress">Told of the steps.</param>
    public static Apprentice Teach(
        Lab lab, string craft, IReadOnlyList<Pair> lessons, Optimization optimization, Lora lora, string folder,
        IProgress<Advance> progress)
    {
        var copy = lab.Copy();
        var name = lab.Plan.Fingerprint.With("code of apprentices", "1").With("craft", craft)
            .With("optimization", StableText.From(optimization)).With("lora", StableText.From(lora))
            .With("lessons", Fingerprint.Digest(Encoding.UTF8.GetBytes(string.Join('\n', lessons))));
        var weights = new Cache(folder).Open(craft, name, into =>
        {
            using var scope = NewDisposeScope();
            using var adapters = lora.Attach(copy.Model.Language, seed: 1, craft);
            new PreferenceRun(Papers.Named("sft"), optimization, Seed: 1).Train(
                copy.Model.Language, new Trained.Placed(adapters), Data(copy, lessons),
                progress.Of<PreferenceStep>(step => new Advance(
                    $"{craft} taught", step.Step + 1, step.Total, "steps",
                    FormattableString.Invariant($"loss {step.Metrics["loss"]:0.000}"))));
            PeftAdapter.From(adapters).Save(into);
        });
        PeftAdapter.Load(weights, copy.Model.Language, craft).Adapters.Place();
        return new Apprentice(copy, new ModelState(name.Brief, weights));
    }

    public void Dispose() => Lab.Model.Dispose();

    private static PreferenceData Data(Lab lab, IReadOnlyList<Pair> lessons)
    {
        var about = lessons.Select(pair => pair.Clip).ToHashSet();
        ClipFrames[] clips = [.. lab.School.Where(clip => about.Contains(clip.Clip.Id))];
        var shelf = new Shelf(
            Pixels.Features(lab.Model, [.. clips.Select(clip => clip.Frames)]),
            clips.Index().ToDictionary(clip => clip.Item.Clip.Id, clip => clip.Index));
        return PreferenceData.From(
            lab.Model.Language, [.. lessons.Select(pair => Lab.Template.Apply(Lab.Tokenizer, pair))],
            new Media.Clips(shelf, Lab.Tokenizer.Id(SpecialTokens.Video)), ReferenceKept.Nothing);
    }
}
