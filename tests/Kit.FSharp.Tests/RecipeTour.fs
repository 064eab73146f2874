/// Recipes as F# writes them: stages in a list, rules as lambdas, a run, a plan.
module Kit.FSharp.Tests.RecipeTour

open System
open System.IO
open Xunit
open Kit
open Kit.Pairs
open Kit.Video
open Kit.Report
open Kit.Pipelines
open Kit.Pipelines.Recipes
open Kit.Pipelines.SelfAlignment

let deaf =
    { new IProgress<Advance> with
        member _.Report _ = () }

let frames =
    Frames(8, 8, ReadOnlyMemory(Array.init (4 * 8 * 8 * 3) byte), Sequence.From [ 0.0; 1.0; 2.0; 3.0 ])

let clips = Clips("toy", (fun _ -> frames), (fun _ -> Sequence.From [ 7L ]))

let source =
    Source.From([ Draft.From("q1", "a", struct ("question", "goose ?"), struct ("truth", "goose")) ], clips)

[<Fact>]
let ``A recipe is a list of stages`` () =
    let folder = Directory.CreateTempSubdirectory "kit-fsharp-"

    try
        let author = Author.From(Generator.From("echo", fun one -> "dog"))
        let same = Named<Draft, Datum>("same", fun one -> Datum.From(if one["said"] = one["truth"] then "correct" else "wrong"))

        let recipe =
            Recipe.From(
                "tour",
                Stage.Perturb("shown", Perturbation.LeanPo, 1L),
                Stage.Generate("said", author, Wording.From "{question}", View.Through "shown"),
                Stage.Score("verdict", Scorer.By same),
                Stage.Select("wrong", Criterion.Keep("verdict", "wrong", struct ("correct", Reason.CorrectAnswer)))
            )
            |> _.AtLeast(1)

        Assert.False(recipe.Plan(source, folder.FullName).Stands)
        let result = recipe.RunAsync(source, folder.FullName, deaf).GetAwaiter().GetResult()
        Assert.Equal(0, result.ExitCode)
        Assert.Equal("dog", result.Drafts[0]["said"])
        Assert.Equal(1, result.Ledger.Used)
        Assert.True(recipe.Plan(source, folder.FullName).Stands)
    finally
        folder.Delete true

[<Fact>]
let ``RRPO's recipe makes pairs`` () =
    let folder = Directory.CreateTempSubdirectory "kit-fsharp-"

    try
        let author = Author.From(Generator.From("echo", fun one -> "dog"))
        let recipe = SelfAlignmentRecipe.ByRule(author, 1L).With(Perturbation.TemporalMask()).ToRecipe()
        let result = recipe.RunAsync(source, folder.FullName, deaf).GetAwaiter().GetResult()
        let pair = SelfAlignmentRecipe.ToPair result.Drafts[0]
        Assert.Equal("dog", pair.Rejected.Text)
        Assert.Equal<string seq>([ "goose" ], pair.Chosen.Phrases)
    finally
        folder.Delete true

[<Fact>]
let ``Plans and contact sheets show what was drawn`` () =
    let plan = Perturbation.ResizedCrop(0.2, 0.5).Then(Perturbation.Greyscale()).Plan(Pcg.From(1L, ReadOnlySpan [| 2L |]), 4, 8, 8)
    Assert.Equal(frames.Rgb.Length, plan.Apply(frames).Rgb.Length)
    let sheet = ContactSheet.From("a", frames, (fun () -> Pcg.From(1L, ReadOnlySpan [| 2L |])), Perturbation.HorizontalFlip())
    Assert.Equal(2, sheet.Strips.Count)
    Assert.NotEmpty(sheet.ToPng())
