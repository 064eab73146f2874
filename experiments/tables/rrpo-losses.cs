#:project ../parts/Parts.csproj
#:property PublishAot=false

// RRPO's loss ablation and divergence (PaperTables.RrpoAblation, RrpoDivergence) on MovingShapes, the paper beside.
//   dotnet run experiments/tables/rrpo-losses.cs                 minutes on two cores, less where runs stand
//   dotnet run experiments/tables/rrpo-losses.cs -- --quick      the same path in seconds, too short to conclude from
// Which published tables have no counterpart, and why: experiments/tables/index.cs.

using System.CommandLine;
using Experiments;
using Kit.Report.Reproductions;
using Spectre.Console;

var study = new StudyOptions();
var root = new RootCommand("RRPO's loss ablation on a small video language model.");
study.AddTo(root);
root.SetAction(told => Reproduction.RrpoLosses.Publish(study.Bench(told), AnsiConsole.Console));
return root.Parse(args).Invoke();
