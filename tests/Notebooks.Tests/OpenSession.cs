using Kit.Report.Notebooks.Running;

namespace Notebooks.Tests;

/// <summary>One session for tests that leave nothing behind: starting two compilers takes longer than a cell.</summary>
public sealed class OpenSession : IDisposable
{
    internal NotebookSession Session { get; } = new(Path.GetTempPath(), [], TextWriter.Null);

    public void Dispose() => Session.Dispose();
}
