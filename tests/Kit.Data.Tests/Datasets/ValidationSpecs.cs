using System.Text.Json;
using Kit.Data.Datasets;
using Kit.Pairs;
using Kit.Data.Tests.Storage;

namespace Kit.Data.Tests.Datasets;

/// <summary>What counts as a clip that is there.</summary>
public sealed class ValidationSpecs : IDisposable
{
    private readonly Folder folder = new();

    public ValidationSpecs()
    {
        foreach (var name in new[] { "full", "empty" }) Directory.CreateDirectory(folder[name]);
        File.WriteAllText(folder["clip.mp4"], "");
        File.WriteAllText(Path.Combine(folder["full"], "1.png"), "");
        File.WriteAllText(Path.Combine(folder["empty"], "notes.txt"), "");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"clip.mp4\"", null)]
    [InlineData("\"full\"", null)]
    [InlineData("[\"full/1.png\"]", null)]
    [InlineData("\"empty\"", "a folder with pictures, got none in DATA/empty")]
    [InlineData("\"gone\"", "a file, got none at DATA/gone")]
    [InlineData("[\"full/1.png\",\"full/2.png\"]", "a file, got none at DATA/full/2.png")]
    [InlineData("[\"full\",\"full\"]", "a file, got none at DATA/full")]
    public void A_clip_is_a_file_a_folder_with_pictures_or_a_list_of_them(string clip, string? lacking)
    {
        var path = folder["pairs.jsonl"];
        File.WriteAllText(path, $$"""
            {"prompt":[{"role":"user","content":"<video>What?"}],"chosen":[{"role":"assistant","content":"a"}],"rejected":[{"role":"assistant","content":"b"}],"videos":[{{clip}}]}
            """);
        var fate = Assert.Single(Validation.Of(Dataset.Open(path), new MediaFolder(folder.FullName)).Ledger.Entries).Fate;
        Assert.Equal(lacking is null ? "used" : $"media: expected {lacking}",
            fate is Fate.Failed failed ? failed.Error.Replace(folder.FullName, "DATA", StringComparison.Ordinal) : "used");
    }
}
