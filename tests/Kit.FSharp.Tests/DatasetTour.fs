/// Training files, as F# reads and writes them.
module Kit.FSharp.Tests.DatasetTour

open System
open System.IO
open Kit.Data.Datasets
open Kit.Data.Video
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

[<Fact>]
let ``A clip may be a folder of frames, or a list of them`` () =
    let folder = Directory.CreateTempSubdirectory("kit-frames-")
    let path n = Path.Combine(folder.FullName, $"{n}.png")
    for n in 8 .. 11 do
        File.WriteAllBytes(path n, Png.From(ReadOnlySpan(Array.create 12 (byte n)), 2, 2))
    let video = VideoFile.Open folder.FullName
    Assert.Equal((4, 4.0), (video.FrameCount, video.Duration))
    let frames = video.ReadFrames(Kit.Sequence.From [ 0; 3 ])
    Assert.Equal<byte list>([ 8uy; 11uy ], [ frames[0].Span[0]; frames[1].Span[0] ])
    let backwards = VideoFile.Open([| path 11; path 8 |], rate = 2.0)
    Assert.Equal(1.0, backwards.Duration)
    match backwards.Source with
    | :? FrameSource.Pictures as pictures -> Assert.Equal(path 11, pictures.Paths[0])
    | source -> failwith $"{source}"
    folder.Delete true
