/// Evidence and its caches as an F# user meets them: ask the head, keep the reference, find it again.
module Kit.FSharp.Tests.EvidenceTour

open System
open System.IO
open TorchSharp
open Xunit
open Kit
open Kit.Data.Storage
open Kit.Expressions
open Kit.Models
open Kit.Models.Caches
open Kit.Pairs
open Kit.Torch
open Kit.Torch.Heads
open Kit.Torch.Layers
open Kit.Train
open Kit.Train.Preference
open Kit.Train.Rewards
open type Kit.Papers

let private decoder =
    DecoderConfig(19, HiddenSize = 16, Layers = 1, Heads = 4, KeyValueHeads = 2, IntermediateSize = 24)

let private model () =
    torch.manual_seed 1L |> ignore
    new CausalLm(decoder, Initial.Normal 0.3, Placement.Cpu)

let private answer (ids: int list) =
    EncodedAnswer(Sequence.From ids, Sequence.From [ for _ in ids -> 1 ], Sequence.From [ for _ in ids -> 0 ])

let private pairs: EncodedPair[] =
    [| for i in 0..3 -> EncodedPair($"pair {i}", "", Sequence.From [ 3; 4 + i ], answer [ 8; 9; 10 + i ], answer [ 8; 14 ]) |]

let private inFolder (run: string -> unit) =
    let folder = Directory.CreateTempSubdirectory("kit-fsharp-").FullName
    try
        run folder
    finally
        Directory.Delete(folder, true)

[<Fact>]
let ``A head answers what it is asked`` () =
    use _scope = torch.NewDisposeScope()
    let weight = torch.randn [| 7L; 4L |]
    let asked = Asked.LogProbability.With(Quantity.Entropy) |> _.Watching(Quantity.LogSquares)
    let said = Head(weight).Apply(torch.randn [| 3L; 4L |], torch.tensor [| 1L; 0L; 6L |], asked)
    Assert.Equal<int64 array>([| 3L |], said.Values[Quantity.Entropy].shape)
    Assert.Equal(3, said.Values.Count)
    Assert.True(isNull (box said.Kl))

[<Fact>]
let ``A critic reads the last token of every sequence`` () =
    use _scope = torch.NewDisposeScope()
    use language = model ()
    use critic = Critic.Create(language, Lora(2, 4.0, Targets.Names "q_proj"), 1L, "critic")
    let ids = torch.tensor([| 3L; 4L; 5L; 0L |]).reshape (2L, 2L)
    let attended = torch.tensor([| 1L; 1L; 1L; 0L |]).reshape (2L, 2L)
    Assert.Equal<int64 array>([| 2L |], critic.Last(ids, attended).shape)

[<Fact>]
let ``The reference is run once for all runs`` () =
    inFolder (fun folder ->
        use _scope = torch.NewDisposeScope()
        let reference = model ()
        let fingerprint = ModelFingerprint.From(reference).With("template", "compact")
        let notes = ResizeArray<string>()
        let told = { new IProgress<ReferenceProgress> with member _.Report step = notes.Add step.Note }

        let openData () =
            PreferenceData.Open(
                Cache folder, fingerprint, reference, pairs, Media.None, ReferenceEvidence.NeededBy Dpo, told)

        let first, second = openData (), openData ()
        Assert.Equal<string>([ "not cached"; "cached" ], notes)
        Assert.Equal(ReferenceKept.LogProbabilities, second.Reference.Kept)
        Assert.True(first.Reference.LogProbability.allclose (second.Reference.LogProbability, 0.0, 0.0)))

[<Fact>]
let ``A clip is seen once`` () =
    inFolder (fun folder ->
        use _scope = torch.NewDisposeScope()
        let mutable seen = 0
        let cache = VisualCache.Of(folder, Fingerprint.From [ Component("weights", "w") ])

        let take () =
            cache.Take("clip.mp4", fun () ->
                seen <- seen + 1
                torch.ones [| 2L; 4L |])

        Assert.Equal<int64 array>((take ()).shape, (take ()).shape)
        Assert.Equal(1, seen))

[<Fact>]
let ``Data for one objective keeps no more than it reads`` () =
    use _scope = torch.NewDisposeScope()
    let kept (objective: Objective) = PreferenceData.From(model (), pairs, Media.None, objective).Reference.Kept
    Assert.Equal(ReferenceKept.Nothing, kept SimPo)
    Assert.Equal(ReferenceKept.States, kept Rrpo)
