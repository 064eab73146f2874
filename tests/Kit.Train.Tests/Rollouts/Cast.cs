using Kit.Models;
using Kit.Torch.Layers;
using Kit.Train.Rewards;
using Kit.Train.Rollouts;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Rollouts;

/// <summary>A small model with a fresh policy and a fresh critic on it, in a scope of their own.</summary>
internal sealed class Cast : IDisposable
{
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    /// <param name="lora">The policy's; the usual where it is left out.</param>
    public Cast(Lora? lora = null)
    {
        Model = Given.Model();
        Policy = (lora ?? Given.Lora).Create(Model.Language, 1, "policy");
        Critic = Critic.Create(Model.Language, Given.Lora, 2, "value");
    }

    public VideoLm Model { get; }

    public Adapters Policy { get; }

    public Critic Critic { get; }

    /// <summary>The model itself is the reference.</summary>
    public Roles Roles => new(Model.Language, Policy, Critic: Critic);

    public Roles WithoutCritic => new(Model.Language, Policy);

    public Roles Against(Adapters reference) => new(Model.Language, Policy, reference, Critic);

    public void Dispose()
    {
        Critic.Dispose();
        Policy.Dispose();
        Model.Dispose();
        scope.Dispose();
    }
}
