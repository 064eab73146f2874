#:project parts/Parts.csproj
#:property PublishAot=false

// Runs a published benchmark by its official rules, or scores recorded answers again.
// MovingShapes in three benchmarks' files; a benchmark on a model; recorded answers scored again:
//   dotnet run experiments/evaluate.cs -- --export DIR --clips 20
//   dotnet run experiments/evaluate.cs -- --benchmark mvbench --questions DIR/mvbench --videos DIR/videos --model CACHE
//   dotnet run experiments/evaluate.cs -- --benchmark mvbench --questions DIR/mvbench --answers FILE --out OUT
// --model DIR of a Hugging Face checkpoint runs the benchmark's own prompt and frame plan on it.
// A run that was cut off goes on where it stopped. Exit code 2: fewer questions scored than --minimum, or a refused
// file.

using System.CommandLine;
using Experiments;
using Kit.Data.MovingShapes;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Shapes;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Kit.Report.Benchmarks;
using Spectre.Console;

var options = new BenchmarkOptions();
var root = new RootCommand("Benchmarks by their official rules.");
options.AddTo(root);
root.SetAction((told, cancellation) => Exit.CodeAsync(async () =>
{
    if (told.GetValue(options.Export) is { } folder) return Export(folder, told.GetValue(options.Clips));
    var results = await new Examination(options, told, cancellation).RunAsync().ConfigureAwait(false);
    return Shown(results, told.GetValue(options.Out)!, told.GetValue(options.Minimum));
}));
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);

static int Shown(IReadOnlyList<BenchmarkResult> results, string folder, int minimum)
{
    var page = BenchmarkReport.From(results);
    page.WriteMarkdown(Path.Combine(folder, "report.md"));
    page.WriteHtml(Path.Combine(folder, "report.html"));
    AnsiConsole.Console.Write(page);
    var fewest = results.Min(result => result.Scored);
    return fewest >= minimum ? 0 : Exit.Refused(
        $"scored questions: expected at least {minimum}, got {fewest}. See {Path.Combine(folder, "ledger.txt")}.");
}

static int Export(string folder, int count)
{
    BenchmarkExport.Write(new ClipStore(Path.Combine(folder, "store"), LabPlan.Full.World), count, folder);
    Console.WriteLine($"{count} clips with questions for mvbench, tempcompass and videohallucer: {folder}");
    return 0;
}
