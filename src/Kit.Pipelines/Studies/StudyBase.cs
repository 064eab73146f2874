using Kit.Evaluate;
using Kit.Pipelines.Alignment;

namespace Kit.Pipelines.Studies;

/// <summary>The checkpoint of a study in memory: one for all that ask it and all that train adapters on it, loaded when
/// the first of them does. Nothing is in place on it between them.</summary>
/// <param name="plan">Names the checkpoint, its place and its frames.</param>
internal sealed class StudyBase(AlignmentPlan plan) : IDisposable
{
    private readonly Lazy<Assistant> assistant =
        new(() => Assistant.Load(plan.Model, plan.Place) with { Frames = plan.Frames });

    public Assistant Assistant => assistant.Value;

    public void Dispose()
    {
        if (assistant.IsValueCreated) assistant.Value.Model.Dispose();
    }
}
