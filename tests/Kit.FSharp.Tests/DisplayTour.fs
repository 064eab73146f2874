/// Values as an F# user sees them: in a notebook, on a console, in dotnet fsi.
module Kit.FSharp.Tests.DisplayTour

open System
open System.Diagnostics
open System.IO
open System.Text
open Xunit
open Kit
open Kit.Report
open type Kit.Papers

let private table =
    Table.From("Losses", Column.Words "loss", Column.Percent("accuracy").With(Tolerance.Absolute 0.5))
        .With(Cell.From "DPO", Cell.From 0.7)

[<Fact>]
let ``Any value has its forms`` () =
    let bundle = Display.Of Rrpo
    Assert.Contains(Mime.Html, bundle.Mimes)
    Assert.Contains("<math", bundle[Mime.Html])
    match bundle.Find Mime.Plotly with
    | null -> ()
    | figure -> failwith figure
    Assert.Contains("mean_b", Display.ToText Rrpo)

[<Fact>]
let ``Options and lists are what they hold`` () =
    Assert.Equal(Display.ToText table, Display.ToText(Some table))
    Assert.Equal("null", Display.ToText(None: Table option))
    Assert.Equal("1\n2", Display.ToText [ 1; 2 ])
    Assert.Equal("0.5", Display.ToText(ValueSome 0.5))

[<Fact>]
let ``Charts are figures, tables are frames`` () =
    let curve = Series.From("DPO", [ for step in 0..2 -> struct (float step, 1.0 / float (step + 1)) ])
    let chart = Chart.Lines("Loss", Axis.Linear "step", Axis.Linear "loss", Sequence.From [ curve ])
    Assert.StartsWith("{\"data\":[{\"type\":\"scatter\"", chart.ToPlotlyJson())
    Assert.Equal(70.0, unbox<float> (table.ToDataFrame().["accuracy (%)"].[0L]))

[<Fact>]
let ``Another run is compared within the table's own tolerance`` () =
    let other accuracy = table.With(Cell.From "RRPO", Cell.From(accuracy: float)).ToSnapshot()
    Assert.Empty(TableSnapshot.Differences(other 0.754, other 0.75))
    Assert.Equal("±0.5", (TableSnapshot.Differences(other 0.756, other 0.75) |> Seq.exactlyOne).Tolerance)

/// What fsi prints for the script, which lies beside this test's assembly.
let private fsi (script: string) =
    let start = ProcessStartInfo("dotnet", [ "fsi"; "--nologo" ])
    start.RedirectStandardInput <- true
    start.RedirectStandardOutput <- true
    start.RedirectStandardError <- true
    start.StandardOutputEncoding <- Encoding.UTF8
    start.WorkingDirectory <- AppContext.BaseDirectory
    use run =
        match Process.Start start with
        | null -> failwith "dotnet fsi: expected to start, did not. Check the SDK."
        | run -> run
    let errors = run.StandardError.ReadToEndAsync()
    run.StandardInput.Write script
    run.StandardInput.Close()
    let printed = run.StandardOutput.ReadToEnd()
    run.WaitForExit()
    Assert.Equal("", errors.Result.Trim())
    printed

[<Fact>]
let ``dotnet fsi prints values as they are`` () =
    let printed = fsi (File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Printing.fsx")))
    Assert.Contains("val it: Objective =\n  mean_b(−log σ(0.1·h) + 0.01·D(y_w))", printed)
    Assert.Contains("[2]: 1, 2", printed)
    Assert.Contains("loss 0.5, kl 0.25", printed)
    Assert.Contains("1 frames of 1×1, 0.00–0.00 s", printed)
    Assert.DoesNotContain("exception", printed)
    Assert.DoesNotContain("System.Collections", printed)
    // With the one-line printer, a table is a table.
    Assert.Contains("Losses\n\n loss   accuracy", printed)
