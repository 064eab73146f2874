namespace Kit.Train.Tests;

/// <summary>Collects reports on the caller's thread.</summary>
internal sealed class Told<T> : IProgress<T>
{
    public List<T> Reports { get; } = [];

    public void Report(T value) => Reports.Add(value);
}
