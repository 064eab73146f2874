#:project ../parts/Parts.csproj
#:property PublishAot=false

// SFT against RLAIF, and the amount of feedback (PaperTables.VlmRlaif…) on MovingShapes, the paper beside.
//   dotnet run experiments/tables/vlm-rlaif.cs                 minutes on two cores, less where runs stand
//   dotnet run experiments/tables/vlm-rlaif.cs -- --quick      the same path in seconds, too short to conclude from
// Which published tables have no counterpart, and why: experiments/tables/index.cs.

using System.CommandLine;
using Experiments;
using Kit.Report.Reproductions;
using Spectre.Console;

var study = new StudyOptions();
var root = new RootCommand("VLM-RLAIF's tables on a small video language model.");
study.AddTo(root);
root.SetAction(told => Reproduction.VlmRlaif.Publish(study.Bench(told), AnsiConsole.Console));
return root.Parse(args).Invoke();
