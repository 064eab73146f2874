/// Aligning a published checkpoint as an F# user meets it: a plan, a card, a run with its log.
module Kit.FSharp.Tests.AlignmentTour

open System
open System.Collections.Generic
open System.IO
open Xunit
open Kit
open Kit.Data.Datasets
open Kit.Models
open Kit.Pipelines
open Kit.Pipelines.Alignment
open Kit.Pipelines.Studies
open Kit.Torch.Layers
open Kit.Train
open Kit.Train.Cost
open Kit.Train.Health
open Kit.Train.TensorBoard
open Kit.Video
open type Kit.Papers

let private inFolder (work: string -> unit) =
    let folder = Directory.CreateTempSubdirectory("kit-fsharp-").FullName

    try
        work folder
    finally
        Directory.Delete(folder, true)

[<Fact>]
let ``Losses are read from the command line`` () =
    Assert.Equal(Dpo.With(LengthNorm).With(TokenKL), Objective.Parse "Dpo.With(LengthNorm).With(TokenKL)")
    Assert.Equal(SimPo, Objective.Parse "simpo")

[<Fact>]
let ``A plan that cannot be followed is refused before a model is loaded`` () =
    inFolder (fun folder ->
        let data = Dataset(Path.Combine(folder, "pairs.json"), DatasetFormat.Named "rrpo")
        let optimization = Optimization(1e-5, BatchSize = 8, Epochs = 1, Schedule = Schedule(Decay.Cosine))
        let plan = AlignmentPlan(folder, data, folder, Mdpo, optimization, Start.Fresh Lora.Decoder, Seed = 1L)
        let silent = { new IProgress<Kit.Pipelines.Advance> with member _.Report _ = () }
        let fault = Assert.Throws<ArgumentException>(fun () -> Alignment.Open(plan, silent) |> ignore)
        Assert.Contains("expected one over a chosen and a rejected answer", fault.Message))

[<Fact>]
let ``A study of a checkpoint is losses and seeds over a plan`` () =
    inFolder (fun folder ->
        let data = Dataset(Path.Combine(folder, "questions.json"), DatasetFormat.Named "rrpo")
        let optimization = Optimization(1e-5, BatchSize = 8, Epochs = 1, Schedule = Schedule(Decay.Cosine))
        let run = AlignmentPlan(folder, data, folder, Rrpo, optimization, Start.Fresh Lora.Decoder, Seed = 1L)
        let plan = StudyPlan(run, Sequence.From [ Variant("RRPO", Rrpo) ], Sequence.From [ 1L; 1L ], folder)
        let silent = { new IProgress<Kit.Pipelines.Advance> with member _.Report _ = () }
        let study = SelfAlignmentStudy(plan, Arbiter.Rule).With(Perturbation.Parse "block-mask + local-shuffle:4")
        Assert.Equal(Perturbation.Rrpo, study.Perturbation)
        let run () = study.RunAsync(silent).GetAwaiter().GetResult() |> ignore
        Assert.Contains("expected distinct seeds", Assert.Throws<ArgumentException>(run).Message)
        Assert.Equal(Perturbation.LeanPo, SelfReflectionStudy(plan).Augmentation))

[<Fact>]
let ``AI feedback on a checkpoint is a plan, and refused before a model is loaded`` () =
    inFolder (fun folder ->
        let data = Dataset(Path.Combine(folder, "asked.json"), DatasetFormat.Named "rrpo")
        let judge = Recipes.Generator.From("always the first", fun _ -> "Output A")
        let plan = Rlaif.CheckpointRlaifPlan(folder, data, folder, Seed = 1L, Parts = -1, Judge = judge)
        let silent = { new IProgress<Kit.Pipelines.Advance> with member _.Report _ = () }
        Assert.Equal(16, plan.Trial().Most.Value)
        let study = Rlaif.CheckpointRlaif(plan, Path.Combine(folder, "out"))
        let fault = Assert.Throws<ArgumentException>(fun () -> study.RunAsync(silent).GetAwaiter().GetResult() |> ignore)
        Assert.Contains("0 parts of a narrative or more, got -1", fault.Message))

[<Fact>]
let ``Pairs of a file have fates`` () =
    inFolder (fun folder ->
        let path = Path.Combine(folder, "pairs.jsonl")

        File.WriteAllText(path,
            """{"id":"p","video":"gone.mp4","prompt":"<video>\nWhat?","chosen":"a","rejected":"b","chosen_score":5,"rejected_score":2}""")

        let file = PairFile.Read(Dataset.Open path, MediaFolder folder, SpanSource.Difference)
        Assert.Equal((0, 1), (file.Pairs.Count, file.Ledger.Dropped))
        Assert.Equal("too-long", string (LengthLimit(10, Longer.Dropped).Judge("p", 11))))

[<Fact>]
let ``Costs are counted from sizes`` () =
    let decoder = DecoderConfig(19, HiddenSize = 16, Layers = 2, Heads = 4, KeyValueHeads = 2, IntermediateSize = 24)
    let cost = StepCost(decoder, Moved.LowRank 100L, Activations.Kept)
    Assert.True(cost.Step(PairShape(6, 3, 4)) > cost.Forward(PairShape(6, 3, 4)))

[<Fact>]
let ``Curves that leave their range are noted, and a run is logged`` () =
    inFolder (fun folder ->
        use log = RunLog.Open(folder, HealthWatch(Sequence.From [ HealthRule.Drifting(0.5, 2) :> HealthRule ]))

        let notes =
            [ for step in 0..3 do
                  let metrics = Dictionary(dict [ "kl/chosen_token", 0.3 * float step; "loss", 0.69 ])
                  yield! log.Write(StepReport(step, 4, metrics)) ]

        Assert.Equal<string list>([ "step 3, drift" ], [ for note in notes -> $"step {note.Step}, {note.Name}" ])
        Assert.Equal(4, log.Metrics.Rows.Count)
        Assert.Equal("train/loss", EventWriter.TagOf "loss"))
