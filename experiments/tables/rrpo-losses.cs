#:project ../../src/Kit.Report/Kit.Report.csproj
#:package System.CommandLine@2.0.15
#:property PublishAot=false

// RRPO's loss ablation and divergence (PaperTables.RrpoAblation, RrpoDivergence) on MovingShapes, the paper beside.
//   dotnet run experiments/tables/rrpo-losses.cs                 minutes on two cores, less where runs stand
//   dotnet run experiments/tables/rrpo-losses.cs -- --quick      the same path in seconds, too short to conclude from
// Which published tables have no counterpart, and why: experiments/tables/index.cs.

using System.CommandLine;
using Kit.Report.Reproductions;
using Spectre.Console;

var quick = new Option<bool>("--quick") { Description = "Small sizes and one seed: shows the path, proves nothing." };
var seeds = new Option<int>("--seeds") { Description = "Seeds per row.", DefaultValueFactory = _ => 3 };
var output = new Option<DirectoryInfo>("--out")
{
    Description = "Where caches and runs are kept, and tables go.", DefaultValueFactory = _ => new("experiments/out"),
};
var root = new RootCommand("RRPO's loss ablation on a small video language model.") { quick, seeds, output };
root.SetAction(arguments =>
{
    var size = arguments.GetValue(quick) ? WorkSize.Quick : WorkSize.Full;
    var bench = new Workbench(size, arguments.GetValue(seeds), arguments.GetValue(output)!.FullName);
    Reproduction.RrpoLosses.Publish(bench, AnsiConsole.Console);
});
return root.Parse(args).Invoke();
