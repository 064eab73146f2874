#:project ../src/Kit.Report/Kit.Report.csproj
#:property PublishAot=false

using Kit.Pipelines;
using Kit.Pipelines.Shapes;
var t=System.Diagnostics.Stopwatch.StartNew();
var plan = args.Contains("--quick") ? LabPlan.Quick : LabPlan.Full;
var lab = Lab.Open(plan, "experiments/out/cache", new P());
Console.WriteLine($"{lab.Data.Ledger.ToTable()} {lab.Training.Pairs.Count} {lab.HeldOut.Pairs.Count}");
var e = lab.Examine("exam", new P());
var s = Kit.Evaluate.Scoring.Scores.From(e.Questions);
Console.WriteLine($"{t.Elapsed} micro {s.Micro} {string.Join(' ', s.BySkill)} {string.Join(' ', s.ByForm)} {Kit.Evaluate.Scoring.HallucinationScores.Micro(e.Hallucinations)}");
class P : IProgress<Advance> { public void Report(Advance a) { if (a.Done % 20 == 0 || a.Done == a.Total) Console.WriteLine(a); } }
