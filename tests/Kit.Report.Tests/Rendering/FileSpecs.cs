namespace Kit.Report.Tests.Rendering;

public sealed class FileSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-report-").FullName;

    [Fact]
    public void Markdown_names_the_pictures_that_lie_beside_it()
    {
        Given.Document.WriteMarkdown(Path.Combine(folder, "a run.md"));
        var page = File.ReadAllText(Path.Combine(folder, "a run.md"));
        string[] pictures = [.. Directory.GetFiles(Path.Combine(folder, "a run")).Select(Path.GetFileName).Order()!];
        Assert.Equal(
            ["chart-1.svg", "chart-2.svg", "chart-3.svg", "chart-4.svg", "chart-5.svg", "frames-6.png"], pictures);
        Assert.All(pictures, picture => Assert.Contains($"](a%20run/{picture})", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Html_is_one_file_and_nothing_temporary_is_left()
    {
        Given.Document.WriteHtml(Path.Combine(folder, "new", "report.html"));
        Assert.Equal(["report.html"], Directory.GetFiles(Path.Combine(folder, "new")).Select(Path.GetFileName));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
