namespace Kit.Evaluate.Running;

/// <summary>What was measured. It stands in every result, and unlike a protocol it may differ within a table.</summary>
/// <param name="Name">As tables name it.</param>
/// <param name="Weights">Hash of the weights.</param>
/// <param name="Adapters">Hash of the adapters, or "none".</param>
public sealed record Subject(string Name, string Weights, string Adapters = "none");
