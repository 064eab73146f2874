namespace Kit.Pipelines.Tests.Recipes;

/// <summary>A folder of its own that goes when the test ends; in memory where the system has such a place, because
/// hundreds of runs flush every file to the disk.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(
        Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(), $"kit-recipes-{Guid.NewGuid():n}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
