#:project ../parts/Parts.csproj
#:property PublishAot=false

// Losses that other papers compare (PaperTables.SimPo…, TemporalPo) on MovingShapes, the papers beside.
//   dotnet run experiments/tables/methods.cs                 minutes on two cores, less where runs stand
//   dotnet run experiments/tables/methods.cs -- --quick      the same path in seconds, too short to conclude from
// Which published tables have no counterpart, and why: experiments/tables/index.cs.

using System.CommandLine;
using Experiments;
using Kit.Report.Reproductions;
using Spectre.Console;

var study = new StudyOptions();
var root = new RootCommand("Other papers' losses on a small video language model.");
study.AddTo(root);
root.SetAction(told => Reproduction.Methods.Publish(study.Bench(told), AnsiConsole.Console));
return root.Parse(args).Invoke();
