/// LoRA, decoding and training as an F# user meets them: values that compose, print and run.
module Kit.FSharp.Tests.TrainingTour

open System
open System.IO
open TorchSharp
open Xunit
open Kit
open Kit.Models
open Kit.Models.Generation
open Kit.Models.Peft
open Kit.Pairs
open Kit.Torch
open Kit.Torch.Layers
open Kit.Train
open Kit.Train.Preference
open type Kit.Papers

let private decoder =
    DecoderConfig(19, HiddenSize = 16, Layers = 2, Heads = 4, KeyValueHeads = 2, IntermediateSize = 24)

let private model () =
    torch.manual_seed 1L |> ignore
    new CausalLm(decoder, Initial.Normal 0.3, Placement.Cpu)

let private sequence (items: int list) = Sequence.From items

let private answer ids =
    EncodedAnswer(sequence ids, sequence [ for _ in ids -> 1 ], sequence [ for i, _ in List.indexed ids -> if i = 1 then 1 else 0 ])

let private pairs =
    [ for i in 0..3 -> EncodedPair($"pair {i}", "", sequence [ 3; 4 + i ], answer [ 8; 9; 10 + i ], answer [ 8; 14 ]) ]

let private silent = { new IProgress<PreferenceStep> with member _.Report _ = () }

[<Fact>]
let ``A LoRA is a value that refinements compose`` () =
    let lora =
        Lora(8, 16.0, Targets.Names("q_proj", "v_proj"))
        |> _.WithRankAt("v_proj", 4)
        |> _.WithDropout(0.05)
        |> _.With(Scaling.ByRootOfRank)

    Assert.Equal(4, lora.RankOf "model.layers.0.self_attn.v_proj")
    Assert.Equal(16.0 / sqrt 8.0, lora.ScaleOf "model.layers.0.self_attn.q_proj", 12)
    Assert.Equal(lora, lora.With(Targets.Names("q_proj", "v_proj")))

[<Fact>]
let ``A decoding is a value that prints`` () =
    let decoding =
        Decoding.Sampled.With(Reshaping.TopP 0.9) |> _.With(Reshaping.Temperature 0.7) |> _.WithLimit(32)

    Assert.Equal("sampled, temperature 0.7, top-p 0.9, at most 32 tokens", string decoding)

[<Fact>]
let ``Adapters are trained, saved, loaded and answer the same`` () =
    use _scope = torch.NewDisposeScope()
    let folder = Directory.CreateTempSubdirectory("kit-fsharp-").FullName
    let policy = model ()
    let data = PreferenceData.From(policy, ResizeArray pairs, Media.None)
    let settings = Optimization(1e-2, BatchSize = 2, Epochs = 2, Schedule = Schedule(Decay.Cosine, Rise = Rise.FromZero))
    use adapters = Lora(2, 4.0, Targets.AllLinear()).Attach(policy, 1L)
    PreferenceRun(Rrpo, settings, 1L).Train(policy, Trained.Placed adapters, data, silent)
    PeftAdapter.From(adapters).Save folder
    let greedy = Decoding.Greedy.WithLimit 4
    let answer (lm: CausalLm) = TextGenerator(lm, greedy).Answer([| Prompt.Text [ 3; 5 ] |], lm.NoVisual).Ids[0]
    let other = model ()
    use loaded = PeftAdapter.Load(folder, other)
    loaded.Adapters.Place()
    Assert.Equal(string (answer policy), string (answer other))
    use _off = loaded.Adapters.Off()
    Assert.False loaded.Adapters.InPlace
    Directory.Delete(folder, true)
