/// What a script does around the losses, as an F# user meets it: a world, pairs, an ablation, an exam, a report.
module Kit.FSharp.Tests.LabTour

open System.Collections.Generic
open System.IO
open Xunit
open Kit
open Kit.Data
open Kit.Data.MovingShapes
open Kit.Evaluate.Scoring
open Kit.Evaluate.Shapes
open Kit.Evaluate.Statistics
open Kit.Pipelines
open Kit.Pipelines.SelfAlignment
open Kit.Pipelines.Shapes
open Kit.Report
open Kit.Report.Ablations
open Kit.Torch.Layers
open Kit.Train
open Kit.Train.Preference
open Kit.Video
open type Kit.Papers

let private world = World(1L).With(MovingShapes.Bias(0.9, 0.7))

let private asked =
    Questions.Training(world, world.Clip(Split.Align, 0)) |> Seq.filter (fun q -> q.Form = Form.Open) |> Seq.toList

let private exam =
    Exam.From(
        world,
        [ for clip in world.Clips(Split.Test, 4) ->
              ClipFrames(clip, Frames(1, 1, System.ReadOnlyMemory<byte>(Array.zeroCreate 3), Sequence.From [ 0.0 ])) ]
    )

/// Every question answered with the truth.
let private truth =
    let outcome (paper: ExamPaper) (q: Question) =
        Outcome(q.Id, paper.Clip, string q.Skill, string q.Form, q.Answer, q.Answer, Rule.Judge(q, q.Answer))

    let pair (paper: ExamPaper) (p: HallucinationPair) =
        HallucinationOutcome(p.Id, paper.Clip, Verdict.Correct, Verdict.Correct)

    ExamResult(
        [| for paper in exam.Papers do
               for q in paper.Questions -> outcome paper q |],
        [| for paper in exam.Papers do
               for p in paper.Pairs -> pair paper p |]
    )

let private ablation = Ablation.Over(Variant("DPO", Dpo), Variant("RRPO", Rrpo)).Seeds 2

let private result =
    let metrics =
        readOnlyDict [
            for name in [ "loss"; "rewards/margins"; "rewards/accuracies"; "kl/chosen"; "delta/chosen"; "delta/rejected" ] ->
                name, 0.5
        ]

    let heldOut = readOnlyDict [ for name in [ "kl/chosen"; "delta/chosen"; "displacement"; "drift/rest" ] -> name, 0.25 ]

    AblationResult(
        ablation,
        truth,
        [| for variant in ablation.Variants do
               for seed in ablation.SeedList ->
                   AblationRun(variant, seed, [| PreferenceStep(0, 1, metrics) |], heldOut, truth, 1.0) |],
        Protocol("MovingShapes test", 8, "uniform:8", "64×64", "{question}", Rule.Name, "greedy")
    )

[<Fact>]
let ``An ablation is a sentence, dotted or piped`` () =
    let rates = Optimization(5e-4, 16, 2, Schedule(Decay.Linear, WarmUp = 0.1))
    let dotted = Ablation.Over(Dpo, Rrpo).Seeds(3).With(rates).With(Lora(8, 16.0, Targets.Names "q_proj"))
    let piped = Ablation.Over(Dpo, Rrpo) |> _.Seeds(3) |> _.With(rates) |> _.With(Lora(8, 16.0, Targets.Names "q_proj"))
    Assert.Equal(dotted, piped)
    Assert.Equal<int64 list>([ 1L; 2L; 3L ], List.ofSeq dotted.SeedList)
    Assert.Equal<string list>([ string Dpo; string Rrpo ], [ for v in dotted.Variants -> v.Name ])
    Assert.Equal(Variant("mine", Dpo), Variant("mine", Dpo))

/// Two systems whole, compiled here, run by experiments/.
let reflected (lab: Lab) (folder: string) (progress: System.IProgress<Advance>) =
    task {
        let! result = LeanPo.LeanPoStudy(lab, LeanPo.LeanPoPlan.Quick, folder).RunAsync progress
        return LeanPo.LeanPoReport.From(result, lab.Clips, Sequence.From [ KeyValue("machine", "2 cores") ])
    }

let feedback (lab: Lab) (folder: string) (progress: System.IProgress<Advance>) =
    task {
        let! result = Rlaif.RlaifStudy(lab, lab, Rlaif.RlaifPlan.Quick, folder).RunAsync progress
        return Rlaif.RlaifReport.From(result, lab.Clips, Sequence.From [ KeyValue("machine", "2 cores") ])
    }

/// Three lines in a notebook's cell; compiled here, run where a laboratory is at hand.
let grid (lab: Lab) (folder: string) : AblationResult =
    Ablation.Over(Dpo, Rrpo).Seeds(2).On(lab).In(folder).InProcesses(2).Run()

[<Fact>]
let ``Losses stand beside each other at one step, with what they cost`` () =
    Assert.Equal(2, (AblationTables.AtStep result).Rows.Count)
    Assert.Equal(2, (AblationTables.AtStep(result, 0)).Rows.Count)
    Assert.Equal(2, (AblationTables.Cost result).Rows.Count)

[<Fact>]
let ``A plan is a value, and names its weights`` () =
    Assert.NotEqual(LabPlan.Quick.Fingerprint, LabPlan.Full.Fingerprint)
    Assert.Equal(LabPlan.Quick, LabPlan.Quick)
    Assert.Equal(world, World(1L, 64, 8, MovingShapes.Bias(0.9, 0.7)))

[<Fact>]
let ``Wrong answers become pairs and every answer has a fate`` () =
    let question = asked |> List.find (fun q -> q.Skill = Skill.Speed)
    let wrong = if question.Answer.Contains "slowly" then "quickly" else "slowly"
    let other = asked |> List.find (fun q -> q.Id <> question.Id)

    let data =
        SelfAlignmentData.From [ SelfAnswer(question, $"it moves {wrong} ."); SelfAnswer(other, other.Answer) ]

    let pair = Assert.Single data.Pairs
    Assert.Equal(question.Answer, pair.Chosen.Text)
    Assert.Contains(wrong, pair.Rejected.Text)
    Assert.Equal(1, data.Ledger.Dropped)
    Assert.Contains("correct-answer", data.Ledger.ToTable())
    Assert.Equal(1, (ConceptSwap.Rewritten(question, wrong)).Count)

[<Fact>]
let ``A clip is spoilt by a recipe`` () =
    let clip = world.Clip(Split.Align, 0)
    let frames = Rasteriser.Draw(clip.Scene, world.Size, world.Fps)
    let recipe = SelfAlignmentPairs(Perturbation.BlockMask(0.25, 0.3).Then(Perturbation.LocalShuffle 2), 7L)
    let spoilt = recipe.Perturb(ClipFrames(clip, frames))
    Assert.Equal(frames.Count, spoilt.Count)
    Assert.NotEqual<byte array>(frames.Rgb.ToArray(), spoilt.Rgb.ToArray())

[<Fact>]
let ``An exam is scored by skill, and planted mistakes stand apart`` () =
    let scores = Scores.From truth.Questions
    Assert.Equal(1.0, scores.Micro)
    Assert.Contains("Direction", [ for s in scores.BySkill -> s.Name ])
    Assert.Equal(1.0, HallucinationScores.Micro(truth.Hallucinations).Overall)
    let planted = PlantedMistakes.From(exam, truth, Skill.Direction)
    Assert.Equal(8, planted.Tempted.Total + planted.Others.Total)
    Assert.Equal(0.5, MeanStd.From([ 0.25; 0.75 ]).Mean)

[<Fact>]
let ``A report is a document`` () =
    let table = AblationTables.Main result
    Assert.Equal(1 + 2, table.Rows.Count)
    Assert.Equal(3, (AblationTables.Skills result).Rows.Count)
    Assert.Equal(3, (AblationTables.Planted(result, exam)).Rows.Count)

    let document =
        Document.From("losses", "two of them", Block.From table)
        |> _.Section("Run", Block.KeyValues(Sequence.From [ KeyValue("machine", "2 cores") ]))

    Assert.Contains("RRPO", document.ToHtml())
    Assert.Contains("| RRPO", document.ToMarkdown())

[<Fact>]
let ``Steps are written as lines`` () =
    let folder = Directory.CreateTempSubdirectory "kit-fsharp-"

    try
        MetricFiles.Write(folder.FullName, result)
        let files = folder.GetFiles() |> Array.map _.Name |> Array.sort
        Assert.Equal<string array>([| "dpo-seed1.jsonl"; "dpo-seed2.jsonl"; "rrpo-seed1.jsonl"; "rrpo-seed2.jsonl" |], files)
    finally
        folder.Delete true
