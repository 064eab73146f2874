using Kit.Expressions;

namespace Kit.Parts;

/// <summary>A number that batches hand on: evidence of the whole batch, and how the next batch makes it.</summary>
/// <remarks>Taken before the loss: with the old value and a batch's evidence, <paramref name="Next"/> is the value
/// that this batch's loss reads. Update in training only, and keep it in checkpoints. Over several devices, give it the
/// evidence of the global batch.</remarks>
/// <param name="Evidence">What the loss reads, [].</param>
/// <param name="Initial">The value before the first batch.</param>
/// <param name="Next">[], over the batch's evidence and <paramref name="Evidence"/> itself.</param>
public sealed record Statistic(Evidence Evidence, double Initial, Expr Next);
