namespace Kit.Torch.Layers;

/// <summary>Something to take back once, at the end of a scope.</summary>
internal sealed class Undo(Action back) : IDisposable
{
    private Action? back = back;

    public void Dispose()
    {
        back?.Invoke();
        back = null;
    }
}
