/// The loop from F#: states in, states out; saved, stopped early, taken up again.
module Kit.FSharp.Tests.LoopTour

open System
open System.IO
open TorchSharp
open Xunit
open Kit
open Kit.Models
open Kit.Pairs
open Kit.Torch
open Kit.Torch.Layers
open Kit.Train
open Kit.Train.Preference
open Kit.Train.Saving
open type Kit.Papers

let private decoder =
    DecoderConfig(19, HiddenSize = 16, Layers = 2, Heads = 4, KeyValueHeads = 2, IntermediateSize = 24)

let private answer ids =
    let all mark = Sequence.From<int>(ids |> Seq.map (fun _ -> mark))
    EncodedAnswer(Sequence.From<int>(Seq.ofList ids), all 1, all 0)

let private pairs first =
    ResizeArray
        [ for i in first .. first + 3 ->
              EncodedPair($"pair {i}", "", Sequence.From<int>([ 3; 4 + i ]), answer [ 8; 9; 10 + i ], answer [ 8; 14 ]) ]

let private settings =
    Optimization(1e-2, BatchSize = 2, Epochs = 3, Schedule = Schedule(Decay.Cosine))

[<Fact>]
let ``A run is a fold of steps over states and goes on from its folder`` () =
    use _scope = torch.NewDisposeScope()
    let folder = Directory.CreateTempSubdirectory("kit-fsharp-loop-").FullName
    torch.manual_seed 1L |> ignore
    use policy = new CausalLm(decoder, Initial.Normal 0.3, Placement.Cpu)
    let data = PreferenceData.From(policy, pairs 0, Media.None)
    let heldOut = PreferenceData.From(policy, pairs 4, Media.None)
    use adapters = Lora(2, 4.0, Targets.AllLinear()).Attach(policy, 1L)

    let run =
        PreferenceRun(Dpo, settings, 1L)
        |> _.WithMicroBatch(1)
        |> _.With(Evaluation(heldOut, Every = 2).With(EarlyStop("rewards/accuracies", Aim.High, Patience = 9)))
        |> _.With(RunFolder(folder, Every = 2, Keep = 1))

    let rec go (loop: PreferenceLoop) (state: TrainState) reports =
        if loop.IsOver state then
            state, List.rev reports
        else
            let next = loop.Step state
            loop.Save next.State
            go loop next.State (next.Report :: reports)

    let last, reports =
        use loop = PreferenceLoop.From(run, policy, Trained.Placed adapters, data)
        go loop loop.Start []

    Assert.Equal(6, last.Step)
    Assert.Empty last.Carried
    let evaluated (report: PreferenceStep) = report.Metrics.ContainsKey(PreferenceStep.Held + "loss")
    Assert.Equal(3, reports |> List.filter evaluated |> List.length)
    let newest = Checkpoints.Read(Checkpoints.In(folder)[0])
    Assert.Equal(last, newest.State)
    Directory.Delete(folder, true)
