using Kit.Models;
using static TorchSharp.torch;

namespace Kit.Train.Rollouts;

/// <summary>A question as a policy meets it.</summary>
/// <param name="Id">For messages and logs.</param>
/// <param name="Prompt">Visual places and text, up to where the answer starts.</param>
/// <param name="Visual">Its visual tokens, [V, D], constant; [0, D] for text alone.</param>
public sealed record RolloutQuestion(string Id, Prompt Prompt, Tensor Visual);
