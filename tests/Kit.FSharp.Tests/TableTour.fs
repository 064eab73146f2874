/// Tables from F#: observations in, significance and files out.
module Kit.FSharp.Tests.TableTour

open System.IO
open Kit
open Kit.Evaluate.Statistics
open Kit.Report
open Kit.Report.Reproductions
open Xunit

let private measured name right =
    let score i = if right i then 1.0 else 0.0
    Measurements(name, Sequence.From(seq { for i in 0..9 -> Observation($"q{i}", 1L, $"clip {i}", score i) }))

let private table =
    let before, after = measured "base" (fun i -> i = 0), measured "RRPO" (fun _ -> true)

    Table.From("From F#", Column.Words "Method", Column.Percent "Accuracy", Column.Points "Δ")
    |> _.With(Cell.From "base", Cell.From before, Cell.Baseline())
    |> _.With(Cell.From "RRPO", Cell.From after, Cell.Between(before, after))

[<Fact>]
let ``A difference is judged by flipping clips`` () =
    let differences = Measurements.Differences(measured "base" (fun i -> i = 0), measured "RRPO" (fun _ -> true))
    Assert.Equal(2.0 / 512.0, SignFlip().PValue differences)
    Assert.True table.Rows[1].[2].Bold

[<Fact>]
let ``A table is written, and read with every observation`` () =
    Assert.Equal(table, Table.FromJson(table.ToJson()))
    let folder = Directory.CreateTempSubdirectory "kit-tables-"
    table.Write(folder.FullName, FileNames.From table.Title)
    Document.From("Report", "", Block.From table).WriteTables(Path.Combine(folder.FullName, "report"))
    Assert.Equal(4, Directory.GetFiles(folder.FullName, "from-f.*").Length)
    Assert.Equal(4, Directory.GetFiles(Path.Combine(folder.FullName, "report")).Length)
    folder.Delete true

[<Fact>]
let ``Every published table has a counterpart or a reason`` () =
    let reasons =
        [ for one in Counterparts.All do
              match one with
              | :? Counterpart.Made as made -> made.By.Script
              | :? Counterpart.None as none -> none.Reason
              | _ -> () ]

    Assert.Equal(PaperTables.All.Count, reasons.Length)
    Assert.Equal("tables", Path.GetFileName(Path.Combine(Workbench(WorkSize.Quick, 1, "out").Folder, "tables")))
