using Kit.Data.Storage;
using Kit.Evaluate;
using Kit.Models.Generation;
using Kit.Models.Peft;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;
using Generator = Kit.Pipelines.Recipes.Generator;

namespace Kit.Pipelines.Studies;

/// <summary>The checkpoint of a plan as who answers, the adapter that it starts from in place; disposing takes it off
/// again.</summary>
internal sealed class CheckpointAuthor : IDisposable
{
    /// <summary>What answers depend on beside the weights.</summary>
    private static readonly Sequence<string> Read = ["config.json", "tokenizer.json", "preprocessor_config.json"];

    private readonly AlignmentPlan plan;
    private readonly StudyBase model;
    private readonly Lazy<PeftAdapter?> adapter;

    /// <param name="plan">Whose checkpoint.</param>
    /// <param name="model">Where it is loaded.</param>
    public CheckpointAuthor(AlignmentPlan plan, StudyBase model)
    {
        (this.plan, this.model) = (plan, model);
        adapter = new(() => plan.Start is Start.Adapter(var folder) ? Placed(folder) : null);
        Weights = Digest(plan);
    }

    /// <summary>Hash of weights, adapter, vocabulary and settings.</summary>
    public string Weights { get; }

    /// <summary>The checkpoint, decoding in one way.</summary>
    public Author As(Decoding decoding, long seed) => Author.From(
        ModelRole.Policy,
        FormattableString.Invariant($"checkpoint, {plan.Place.Dtype}, {decoding}, seed {seed}"),
        decoding.MaxTokens,
        _ => Generator.From(Weights, Asked with { Decoding = decoding, Seed = seed }));

    public void Dispose()
    {
        if (adapter.IsValueCreated) adapter.Value?.Dispose();
    }

    private Assistant Asked
    {
        get
        {
            _ = adapter.Value;
            return model.Assistant;
        }
    }

    private PeftAdapter Placed(string folder)
    {
        var loaded = PeftAdapter.Load(folder, model.Assistant.Model);
        loaded.Adapters.Place();
        return loaded;
    }

    /// <summary>By content: a checkpoint that was moved or renamed stays the same.</summary>
    private static string Digest(AlignmentPlan plan)
    {
        var files = Read.Select(name => (Name: name, Path: Path.Combine(plan.Model, name)))
            .Where(file => File.Exists(file.Path));
        var whole = Fingerprint.From(
        [
            ("weights", TensorDigest.FromFile(plan.Model)),
            .. files.Select(file => (file.Name, Fingerprint.DigestFile(file.Path))),
        ]);
        return (plan.Start is Start.Adapter(var folder) ? whole.With(
            "adapter", Fingerprint.DigestFile(Path.Combine(folder, "adapter_model.safetensors"))) : whole).Brief;
    }
}
