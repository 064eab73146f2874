/// Notebooks as values, as an F# user meets them: made, written, read, run.
module Kit.FSharp.Tests.NotebookTour

open System
open System.IO
open Xunit
open Kit
open Kit.Report
open Kit.Report.Notebooks

let private notebook =
    Notebook.From(
        NotebookCell(Language.Markdown, "# One"),
        NotebookCell(Language.FSharp, "// parameters\nlet steps = 2"),
        NotebookCell(Language.FSharp, "steps + 1")
    )

[<Fact>]
let ``A notebook is made, written and read`` () =
    let folder = Directory.CreateTempSubdirectory("kit-notebook-").FullName

    try
        for name in [ "a.ipynb"; "a.dib" ] do
            let path = Path.Combine(folder, name)
            notebook.Write path
            let read = Notebook.Read path
            Assert.Equal<string list>([ for c in notebook.Cells -> c.Source ], [ for c in read.Cells -> c.Source ])
            Assert.True(read.Cells[1].TakesParameters)
            Assert.Contains("<h1", read.WithoutOutputs().ToHtml "untitled")
    finally
        Directory.Delete(folder, true)

[<Fact>]
let ``A job is a value, and runs`` () =
    let folder = Directory.CreateTempSubdirectory("kit-notebook-").FullName

    try
        let file, output = Path.Combine(folder, "a.dib"), Path.Combine(folder, "b.ipynb")
        notebook.Write file

        let job =
            NotebookJob file
            |> _.With(NotebookParameter.Parse "steps=4")
            |> _.To(output)
            |> _.Within(TimeSpan.FromMinutes 20.0)

        use log = new StringWriter()
        Assert.Equal(NotebookOutcome.Ran, job.Run log)

        match Seq.last (Notebook.Read(output).Cells[3].Outputs) with
        | :? CellOutput.Result as result -> Assert.Equal("5", result.Bundle[Mime.Plain])
        | other -> failwith $"{other}"
    finally
        Directory.Delete(folder, true)
