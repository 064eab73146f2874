using System.Text.Json;
using Kit.Data.Storage;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines.Shapes;
using Kit.Train.Preference;

namespace Kit.Pipelines;

/// <summary>Finished cells of a grid on disk, found by all that they depend on: loss, seed, rates, adapters, laboratory.
/// </summary>
/// <remarks>A cell in the making is claimed by a lock that its process holds open, so a killed process claims nothing.
/// What a variant is called is not part of it: a renamed loss is found again.</remarks>
internal sealed class RunStore(string folder, Ablation ablation, Lab lab)
{
    private const string Name = "ablation-run";
    private const string File = "run.json";

    private readonly Cache cache = new(folder);
    private readonly Fingerprint ground = lab.Fingerprint.With("code of runs", "1")
        .With("optimization", $"{ablation.Optimization}").With("lora", $"{ablation.Lora}");

    /// <summary>The cell, where it stands.</summary>
    public AblationRun? Find(Variant variant, long seed)
    {
        if (cache.TryOpen(Name, Of(variant, seed)) is not CacheState.Hit hit) return null;
        var bytes = System.IO.File.ReadAllBytes(Path.Combine(hit.Folder, File));
        return JsonSerializer.Deserialize<Kept>(bytes, StrictJson.Options)!.ToRun(variant, seed);
    }

    /// <summary>The right to make a cell until disposed, or null while another holds it.</summary>
    public IDisposable? Claim(Variant variant, long seed)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, $".{Of(variant, seed).Brief}.claim");
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Stores a finished cell, whole or not at all.</summary>
    public void Keep(AblationRun run) => cache.Open(Name, Of(run.Variant, run.Seed), entry => System.IO.File.WriteAllBytes(
        Path.Combine(entry, File), JsonSerializer.SerializeToUtf8Bytes(Kept.From(run), StrictJson.Options)));

    private Fingerprint Of(Variant variant, long seed) => ground
        .With("objective", variant.Objective.ToCode()).With("seed", FormattableString.Invariant($"{seed}"));

    /// <summary>A run without what names it.</summary>
    private sealed record Kept(
        IReadOnlyList<KeptStep> Steps, IReadOnlyDictionary<string, double> HeldOut, IReadOnlyList<Outcome> Questions,
        IReadOnlyList<HallucinationOutcome> Hallucinations, double Seconds)
    {
        public static Kept From(AblationRun run) => new(
            [.. run.Steps.Select(s => new KeptStep(s.Step, s.Total, s.Metrics))], run.HeldOut, run.Exam.Questions,
            run.Exam.Hallucinations, run.Seconds);

        public AblationRun ToRun(Variant variant, long seed) => new(
            variant, seed, [.. Steps.Select(s => new PreferenceStep(s.Step, s.Total, s.Metrics))], HeldOut,
            new ExamResult(Questions, Hallucinations), Seconds);
    }

    private sealed record KeptStep(int Step, int Total, IReadOnlyDictionary<string, double> Metrics);
}
