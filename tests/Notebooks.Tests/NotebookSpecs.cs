using System.Globalization;
using Kit.Report;
using Kit.Report.Notebooks;

namespace Notebooks.Tests;

/// <summary>The notebooks run, and show what they have stored. Store anew with
/// <c>dotnet run --project src/Kit.Report -- notebook run notebooks/NAME.ipynb --out notebooks/NAME.ipynb</c>.
/// </summary>
public sealed class NotebookSpecs
{
    private static readonly string[] Names =
        [.. Directory.GetFiles(Path.Combine(Here.Root, "notebooks"), "*.ipynb").Select(file => Path.GetFileName(file)!)
            .Order()];

    /// <summary>Some train, which a busy machine is slow at.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    public static TheoryData<string> Stored => [.. Names];

    /// <summary>Two at a time, because that is how many cores there are; those that train share a cache and come one
    /// after the other.</summary>
    [Fact]
    public async Task They_run_and_show_what_they_have_stored()
    {
        string[][] lanes = [[.. Names.Where(Trains)], [.. Names.Where(name => !Trains(name))]];
        var found = await Task.WhenAll(lanes.Select(lane => Task.Run(() => lane.SelectMany(Differences).ToArray())));
        Assert.True(found.All(lane => lane.Length == 0), string.Join("\n", found.SelectMany(lane => lane)));
    }

    [Theory, MemberData(nameof(Stored))]
    public void They_are_written_as_the_runner_writes_them_and_opened_anywhere(string name)
    {
        var file = Path.Combine(Here.Root, "notebooks", name);
        var notebook = Notebook.Read(file);
        Assert.Equal(File.ReadAllText(file), notebook.ToIpynb());
        Assert.All(notebook.Cells.Where(cell => cell.Language != Language.Markdown),
            cell => Assert.NotNull(cell.Order));
        Assert.Contains("#r \"../src/Kit.Report/bin/Debug/net10.0/Kit.Report.dll\"", string.Concat(
            notebook.Cells.Select(cell => cell.Source)), StringComparison.Ordinal);
        Assert.DoesNotContain(Here.Root, File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_is_named_and_rounding_is_none()
    {
        static Notebook Showing(string text) => Notebook.From(Here.InCSharp("1").With(
            [new CellOutput.Result(new Bundle([new MimeForm(Mime.Plain, text)]))], 1));
        var compared = new StoredOutputs.Numbers(1e-3);
        Assert.Empty(compared.Differences(Showing("a −0.5000  12000"), Showing("a -0.5004 12001")));
        Assert.Contains("stored: a 0.5", Assert.Single(compared.Differences(Showing("a 0.5"), Showing("a 0.502"))),
            StringComparison.Ordinal);
        Assert.NotEmpty(compared.Differences(Showing("a 0.5"), Showing("b 0.5")));
        Assert.NotEmpty(compared.Differences(Showing("1"), Showing("1 1")));
        Assert.Empty(new StoredOutputs.Kinds().Differences(Showing("a 1"), Showing("b 2")));
        Assert.NotEmpty(compared.Differences(Showing("1"), Notebook.From(Here.InCSharp("1"))));
        Assert.NotEmpty(new StoredOutputs.Kinds().Differences(Showing("1"), Notebook.From(Here.InCSharp("1"))));
    }

    /// <summary>Notebook 06 on other people's files, which are not ours to ship.</summary>
    [Fact]
    public void A_notebook_takes_paths_of_ones_own()
    {
        if (Fixtures is not { } fixtures) return;
        using var log = new StringWriter(CultureInfo.InvariantCulture);
        var outcome = new NotebookJob(Path.Combine(Here.Root, "notebooks", "06-data-and-checkpoint.ipynb"))
            .With(new("data", Path.Combine(fixtures, "datasets", "sharegpt-dpo-120.json")))
            .With(new("checkpoint", Path.Combine(fixtures, "models", "qwen2"))).Within(Patience).Run(log);
        Assert.True(outcome == NotebookOutcome.Ran, log.ToString());
        Assert.Contains("120 samples: 120 used", log.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Where fixtures stand beside the project, or null.</summary>
    private static string? Fixtures => new[]
    {
        Environment.GetEnvironmentVariable("KIT_FIXTURES"), Path.Combine(Here.Root, "..", "shared", "fixtures"),
    }.FirstOrDefault(Directory.Exists);

    /// <summary>Training rounds differently on another processor, and other rounding means another model, other
    /// mistakes and other pairs: there the notebook states in its last cell what has to hold, and fails where it does
    /// not.</summary>
    private static StoredOutputs Compared(string name) =>
        Trains(name) ? new StoredOutputs.Kinds() : new StoredOutputs.Numbers(1e-4);

    private static bool Trains(string name) => name[..2] is "03" or "04";

    private static IEnumerable<string> Differences(string name)
    {
        using var folder = new Folder();
        using var log = new StringWriter(CultureInfo.InvariantCulture);
        var file = Path.Combine(Here.Root, "notebooks", name);
        var outcome = new NotebookJob(file).To(folder[name]).Within(Patience).Run(log);
        return outcome == NotebookOutcome.Ran
            ? Compared(name).Differences(Notebook.Read(file), Notebook.Read(folder[name]))
                .Select(difference => $"{name}, {difference}")
            : [$"{name}: {outcome}\n{log}"];
    }
}
