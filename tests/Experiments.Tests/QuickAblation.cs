namespace Experiments.Tests;

/// <summary>What runs on the quick main job's laboratory.</summary>
[CollectionDefinition(nameof(QuickAblation))]
public sealed class OnQuickAblation : ICollectionFixture<QuickAblation>;

/// <summary>The main job in its quick size, run once for all tests of this assembly.</summary>
public sealed class QuickAblation : IDisposable
{
    public QuickAblation()
    {
        Folder = Directory.CreateTempSubdirectory("kit-ablation-").FullName;
        (Exit, Output, Error) = Script.Run("rrpo.cs", "--quick", "--architectures", "--out", Folder);
    }

    public string Folder { get; }

    public int Exit { get; }

    public string Output { get; }

    public string Error { get; }

    public string this[string file] => File.ReadAllText(Path.Combine(Folder, file));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
