#r "Kit.dll"
#r "Kit.Data.dll"
#r "Kit.Torch.dll"
#r "Kit.Models.dll"
#r "Kit.Train.dll"
#r "Kit.Evaluate.dll"
#r "Kit.Pipelines.dll"
#r "Kit.Report.dll"
open System
open Kit
open Kit.Expressions
open Kit.Pairs
open Kit.Report
open type Kit.Papers;;
fsi.ShowProperties <- false;;
Rrpo;;
0.1 * ChosenNll;;
LengthNorm;;
Quantity.PolicyLogp;;
Pair("1", "clip", "what?", Answer "red", Answer "blue");;
Grid.From [ 1.0; 2.0 ];;
Appraisal(0.5, Sequence.From [ 0.5 ], readOnlyDict [ ("kl", 0.25) ]);;
Kit.Video.Frames(1, 1, ReadOnlyMemory<byte> [| 1uy; 2uy; 3uy |], Sequence.From [ 0.0 ]);;
Ledger.Empty.Add("1", Fate.Used());;
fsi.AddPrinter(fun (table: Table) -> Display.ToText table);;
Table.From("Losses", Column.Words "loss", Column.Percent "accuracy").With(Cell.From "DPO", Cell.From 0.7);;
