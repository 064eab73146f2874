using Kit.Pipelines;

namespace Kit.Report;

/// <summary>Shows a pipeline's advances: a new name opens a stage and closes the one before.</summary>
internal sealed class StageListener(Stages stages) : IProgress<Advance>, IDisposable
{
    private Stage? stage;

    public void Report(Advance value)
    {
        if (stage is null || stage.Name != value.Stage || value.Done < stage.Done)
        {
            stage?.Dispose();
            stage = stages.Begin(value.Stage, value.Total, value.Unit);
        }

        stage.Advance(value.Done - stage.Done, value.Note);
    }

    public void Dispose() => stage?.Dispose();
}
