using Kit.Models;
using Kit.Train.Saving;
using static TorchSharp.torch;

namespace Kit.Train.Rewards;

/// <summary>A reward model's critic as it saves itself, AdamW's moments beside it.</summary>
internal sealed record RewardFiles(Critic Critic, Adam Adam) : RunFiles
{
    private const string Moments = "optimizer.safetensors";

    public override void Write(string folder, string? origin)
    {
        using var scope = NewDisposeScope();
        Critic.Save(folder, origin);
        Checkpoint.Save(Adam.Saved(), Path.Combine(folder, Moments));
    }

    public override void Read(string folder)
    {
        using var scope = NewDisposeScope();
        Critic.Restore(folder);
        var moments = Adam.Saved();
        Checkpoint.Load("the optimiser of this run", moments, Path.Combine(folder, Moments));
        Adam.Restore(moments["step"]);
    }
}
