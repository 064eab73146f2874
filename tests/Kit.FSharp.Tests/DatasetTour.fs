/// Training files, as F# reads and writes them.
module Kit.FSharp.Tests.DatasetTour

open System.IO
open Kit.Data.Datasets
open Xunit

[<Fact>]
let ``A training file is opened, validated and written in another format`` () =
    let folder = Directory.CreateTempSubdirectory("kit-tour-")
    let path name = Path.Combine(folder.FullName, name)
    File.WriteAllText(path "a.jsonl", """{"prompt": "q", "chosen": "a", "rejected": "b"}""")
    let data = Dataset.Open(path "a.jsonl")
    Assert.Equal("trl", data.Format.Name)
    Assert.Equal(1, Validation.Of(data, MediaFolder(folder.FullName)).Ledger.Used)
    Dataset(path "b.jsonl", DatasetFormat.Swift()).Write(data.Examples())
    let answers =
        [ for example in Dataset.Open(path "b.jsonl").Examples() do
              match example with
              | :? Example.Preferred as pair -> yield pair.Chosen.Text, pair.Rejected[0].Text
              | _ -> () ]
    Assert.Equal<(string * string) list>([ "a", "b" ], answers)
    folder.Delete true
