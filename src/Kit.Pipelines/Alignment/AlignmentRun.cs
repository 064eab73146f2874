namespace Kit.Pipelines.Alignment;

/// <summary>A run that came to its end.</summary>
/// <param name="From">The step that it went on from; 0 for a fresh one.</param>
/// <param name="Damaged">Checkpoints that were passed over, each with its fault.</param>
public sealed record AlignmentRun(int From, Sequence<string> Damaged);
