using Kit.Models;
using Kit.Models.Peft;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Train.Rollouts;

/// <summary>A policy as a PEFT folder, its critic and AdamW's moments beside it.</summary>
internal sealed record RolloutFiles(Roles Roles, Adam Adam) : RunFiles
{
    private const string Moments = "optimizer.safetensors", Value = "value.safetensors";

    public override void Write(string folder, string? origin)
    {
        using var scope = NewDisposeScope();
        var peft = PeftAdapter.From(Roles.Policy);
        (origin is null ? peft : peft.WithBase(origin)).Save(folder);
        if (Roles.Critic is { } critic) Checkpoint.Save(critic.State, Path.Combine(folder, Value));
        Checkpoint.Save(Adam.Saved(), Path.Combine(folder, Moments));
    }

    public override void Read(string folder)
    {
        using var scope = NewDisposeScope();
        PeftAdapter.From(Roles.Policy).Restore(folder);
        if (Roles.Critic is { } critic) Checkpoint.Load($"{critic}", critic.State, Path.Combine(folder, Value));
        var moments = Adam.Saved();
        Checkpoint.Load("the optimiser of this run", moments, Path.Combine(folder, Moments));
        Adam.Restore(moments["step"]);
    }
}
