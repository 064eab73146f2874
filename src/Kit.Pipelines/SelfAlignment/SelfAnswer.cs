using Kit.Data.MovingShapes;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>An answer that the model gave to a perturbed clip.</summary>
/// <param name="Question">What was asked, with the truth.</param>
/// <param name="Answer">What the model wrote.</param>
public sealed record SelfAnswer(Question Question, string Answer);
