using Kit.Pipelines;

namespace Kit.Report;

/// <summary>Shows a pipeline's advances: a new name opens a stage, which closes when it is full or starts anew. Stages
/// of several threads run side by side.</summary>
internal sealed class StageListener(Stages stages) : IProgress<Advance>, IDisposable
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, StageProgress> open = [];

    public void Report(Advance value)
    {
        lock (turn)
        {
            if (open.TryGetValue(value.Stage, out var known) && value.Done < known.Done) Close(known);
            if (!open.TryGetValue(value.Stage, out var stage))
                open[value.Stage] = stage = stages.Begin(value.Stage, value.Total, value.Unit);
            stage.Advance(value.Done - stage.Done, value.Note);
            if (stage.Done >= stage.Total) Close(stage);
        }
    }

    public void Dispose()
    {
        foreach (var stage in open.Values.ToArray()) Close(stage);
    }

    private void Close(StageProgress stage)
    {
        open.Remove(stage.Name);
        stage.Dispose();
    }
}
