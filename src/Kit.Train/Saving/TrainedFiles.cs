using System.Text.Json;
using Kit.Data.Storage;
using Kit.Models;
using Kit.Models.Peft;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Saving;

/// <summary>Weights and moments of a run as files of a checkpoint, and back into place.</summary>
/// <remarks>Adapters as a PEFT folder, weights trained whole as a Hugging Face folder: either loads without the kit.
/// </remarks>
internal sealed record TrainedFiles(CausalLm Model, Trained Trained, Adam Adam) : RunFiles
{
    private const string Moments = "optimizer.safetensors";

    public override void Write(string folder, string? origin)
    {
        using var scope = NewDisposeScope();
        if (Trained is Trained.Placed placed) Peft(placed, origin).Save(folder);
        else Checkpoint.SaveFolder(Model, folder, origin);
        Checkpoint.Save(Adam.Saved(), Path.Combine(folder, Moments));
    }

    public override void Read(string folder)
    {
        using var scope = NewDisposeScope();
        if (Trained is Trained.Placed placed) Peft(placed, null).Restore(folder);
        else Checkpoint.Load(Model, folder);
        var moments = Adam.Saved();
        Checkpoint.Load("the optimiser of this run", moments, Path.Combine(folder, Moments));
        Adam.Restore(moments["step"]);
    }

    private static PeftAdapter Peft(Trained.Placed placed, string? origin)
    {
        var peft = PeftAdapter.From(placed.Adapters);
        return origin is null ? peft
            : peft with { Config = peft.Config with { Fields = Named(peft.Config.Fields, origin) } };
    }

    private static Sequence<Component> Named(Sequence<Component> fields, string origin) => [.. fields.Select(
        f => f.Name == "base_model_name_or_path" ? f with { Value = JsonSerializer.Serialize(origin) } : f)];
}
