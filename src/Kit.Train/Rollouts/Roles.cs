using Kit.Models;
using Kit.Torch.Layers;
using Kit.Train.Rewards;

namespace Kit.Train.Rollouts;

/// <summary>Who takes part in a rollout: all of them adapters beside one copy of the weights, in place one at a
/// time.</summary>
/// <param name="Model">The shared weights; nothing is in place on them between passes.</param>
/// <param name="Policy">What is trained; it generates.</param>
/// <param name="Reference">Where divergences are measured from; null for the shared weights alone.</param>
/// <param name="Critic">What expects rewards, trained with the policy; null where the objective reads no
/// <c>value</c>.</param>
public sealed record Roles(CausalLm Model, Adapters Policy, Adapters? Reference = null, Critic? Critic = null)
{
    /// <summary>The reference until the result is disposed.</summary>
    internal IDisposable? AsReference() => Reference is { } adapters ? adapters.On() : null;
}
