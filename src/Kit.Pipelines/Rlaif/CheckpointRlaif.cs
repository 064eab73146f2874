using Kit.Data.Datasets;
using Kit.Data.Storage;
using Kit.Evaluate;
using Kit.Pipelines.Recipes;
using Seen = Kit.Pipelines.Alignment.Clips;

namespace Kit.Pipelines.Rlaif;

/// <summary>VLM-RLAIF of a published checkpoint: two drawn answers to each question of a file, a judge with a
/// narrative, reward models, a policy's init on true answers, PPO, a PEFT adapter.</summary>
/// <remarks>Ahn et al. 2024 (arXiv:2402.03746). Everything is kept in a folder and found again; a run that was cut off
/// ends in the same numbers. Every fourth clip with a decided pair is held out of all trainings. Deviations: one
/// checkpoint is judge, reward model and policy (theirs 13B, 13B and 7B); the judge is asked in both orders; four
/// adapters stand beside one copy of the weights, as theirs do, in the type that it is loaded in.</remarks>
/// <param name="Plan">Checkpoint, questions, sizes.</param>
/// <param name="Folder">Where rows, weights and results are kept.</param>
public sealed record CheckpointRlaif(CheckpointRlaifPlan Plan, string Folder)
{
    /// <summary>What became of every record of the file.</summary>
    public string LedgerFile => Path.Combine(Folder, "ledger.txt");

    /// <summary>The decided pairs in the format of VLM-RLAIF's reward data. Its clips are the pictures in
    /// <c>frames/</c> beside it, at most 336 pixels on their shorter side: its readers take <see cref="Folder"/> as the
    /// folder of the videos.</summary>
    public string RecordsFile => Path.Combine(Folder, "rm.json");

    /// <summary>The policy's adapter.</summary>
    public string AdapterFolder => Path.Combine(Folder, "adapter");

    /// <summary>Runs what does not stand yet.</summary>
    /// <exception cref="ArgumentException">Settings that mean nothing, or a chat form that ends answers by a text.
    /// </exception>
    /// <exception cref="InvalidDataException">A record or a checkpoint's file is refused, or too few pairs were
    /// decided; the ledger says where the others went.</exception>
    public async Task<CheckpointRlaifResult> RunAsync(
        IProgress<Advance> progress, CancellationToken cancellation = default)
    {
        Plan.Check();
        using var scope = TorchSharp.torch.NewDisposeScope();
        var assistant = Assistant.Load(Plan.Model, Plan.Place) with { Frames = Plan.Frames };
        using var model = assistant.Model;
        Check(assistant);
        model.Language.Activations = Plan.Activations;
        var identity = Identity(assistant);
        var feedback = await CheckpointFeedback.RunAsync(
            Plan, identity.Brief, assistant, Folder, progress, cancellation).ConfigureAwait(false);
        AtomicFile.WriteText(LedgerFile, feedback.Ledger.ToTable() + "\n");
        Enough(feedback);
        Publish(feedback.Decided);
        var clips = Seen.See(assistant, Plan.Cache, new MediaFolder(Plan.Videos),
            [.. feedback.Questions.Select(one => one.Clip).Distinct()], progress);
        var ground = new CheckpointGround(
            Plan, Folder, identity, assistant, clips, HeldOut.From(feedback), progress);
        var rewards = Plan.Shares.Select(ground.Reward).ToArray();
        var policy = ground.Policy();
        ground.Save(AdapterFolder);
        return new CheckpointRlaifResult(
            Plan, feedback.Ledger, feedback.Questions.Count, feedback.Answered, feedback.Study, feedback.Decided.Count,
            rewards, ground.Taught, policy, RecordsFile, AdapterFolder);
    }

    private void Publish(Sequence<Draft> decided)
    {
        var frames = new RewardFrames(new MediaFolder(Plan.Videos), Plan.Frames, Folder);
        var clips = decided.Select(one => one.Clip).Distinct().ToDictionary(clip => clip, frames.Of);
        new Dataset(RecordsFile, new DatasetFormat.RlaifReward()).Write(
            decided.Select(one => RewardRecord.From(one, clips[one.Clip])));
    }

    /// <summary>All that the checkpoint's words depend on, decoding apart.</summary>
    private Fingerprint Identity(Assistant assistant) => Fingerprint.From(
        ("weights", TensorDigest.FromFile(Plan.Model)), ("tokenizer", assistant.Tokenizer.Digest),
        ("chat form", assistant.Template.Name), ("processor", $"{assistant.Processor}"), ("frames", $"{Plan.Frames}"),
        ("dtype", $"{Plan.Place.Dtype}"), ("code of RLAIF on checkpoints", "1"));

    private void Check(Assistant assistant)
    {
        if (assistant.Template.StopText is { Length: > 0 } text) throw new ArgumentException(
            $"{Plan.Model}: expected a chat form that ends an answer with a token, got {assistant.Template.Name}, "
            + $"which ends it with the text \"{text}\". Choose another checkpoint.");
    }

    private void Enough(CheckpointFeedback feedback)
    {
        var lost = string.Join(", ", feedback.Ledger.Summary.Where(row => row.Heading != "used").Select(row =>
            FormattableString.Invariant($"{row.Heading} {row.Count} ({string.Join(", ", row.Examples)})")));
        if (feedback.Decided.Count < Plan.Minimum) throw new InvalidDataException(FormattableString.Invariant(
            $"{Plan.Data.Path}: expected at least {Plan.Minimum} decided pairs, got {feedback.Decided.Count}: {lost}. ")
            + $"See {LedgerFile}; ask more questions, or lower the minimum.");
        if (feedback.Decided.Select(one => one.Clip).Distinct().Count() < 2) throw new InvalidDataException(
            $"{Plan.Data.Path}: expected decided pairs about 2 clips or more, for some are held out, got "
            + $"{feedback.Decided[0].Clip} alone. Ask about more clips.");
    }
}
