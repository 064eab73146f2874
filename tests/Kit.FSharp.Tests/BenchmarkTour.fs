/// Benchmarks from F#: a value that is refined, a judge that is a function, answers that become numbers.
module Kit.FSharp.Tests.BenchmarkTour

open System.Collections.Generic
open Kit
open Kit.Evaluate.Benchmarks
open Kit.Evaluate.Judging
open Kit.Evaluate.Running
open Kit.Evaluate.Scoring
open Kit.Evaluate.Statistics
open Kit.Pairs
open Kit.Video
open Xunit

let private item id truth (options: string seq) =
    Item(id, "clip " + id, "which way ?", Sequence.From options, truth, Sequence.From [ Label("task", "direction") ])

let private answered (pairs: (string * string) seq) : IReadOnlyDictionary<string, string> =
    dict pairs |> Dictionary :> IReadOnlyDictionary<_, _>

let private score (benchmark: Benchmark) items answers judge =
    let questions = QuestionSet(Sequence.From(Seq.ofList items), Ledger.Empty)
    let protocol = Protocol("tour", 8, "uniform:8", "64x64", string benchmark.Prompt, "", "greedy")

    BenchmarkResult.FromAsync(
        benchmark, questions, RunAnswers(answered answers, Ledger.Empty), Subject("model", "weights"), protocol, judge)
        .Result

[<Fact>]
let ``A benchmark is refined like a loss`` () =
    let mine =
        OfficialBenchmarks.MvBench
        |> _.With(FramePlan.Uniform 8)
        |> _.With(Prompt("{question} {options}", "({letter}) {option}", " "))

    let question = item "1" "(B) up" [ "left"; "up" ]
    Assert.Equal("which way ? (A) left (B) up", mine.Prompt.Apply question)
    let result = score mine [ question; item "2" "(A) left" [ "left"; "up" ] ] [ "1", "B"; "2", "up" ] null
    Assert.Equal(50.0, result.Scores.Value)
    Assert.Equal(Verdict.Wrong, result.Marking.Marks[1].Verdict)

[<Fact>]
let ``A judge is a function of two prompts`` () =
    let judge = Judge.From("cats", fun _ user ->
        if user.Contains "cat\nPredicted answer: a cat" then "{'pred': 'yes', 'score': 5}"
        else "{'pred': 'no', 'score': 1}")

    let items = [ item "1_0" "a cat" []; item "2_0" "a cat" [] ]
    let result = score OfficialBenchmarks.OpenEnded items [ "1_0", "a cat"; "2_0", "a dog" ] judge
    Assert.Equal(0.5, result.Scores.Value)
    Assert.Equal(3.0, (nonNull result.Scores["", "Average score"]).Value)
    Assert.StartsWith("cats", result.Protocol.Judge)

[<Fact>]
let ``Two models are compared on the same questions`` () =
    let items = [ for i in 0..9 -> item (string i) "(A) left" [ "left"; "up" ] ]
    let all answer = [ for i in 0..9 -> string i, answer i ]
    let strict = OfficialBenchmarks.Strict OfficialBenchmarks.MvBench
    let before = score strict items (all (fun i -> if i < 5 then "A" else "B")) null
    let after = score strict items (all (fun _ -> "the answer is A")) null
    let comparison = PairedComparison.From(before, [| after |], Bootstrap()) |> Seq.exactlyOne
    Assert.Equal(0.5, comparison.Difference.Value)
    Assert.Equal(5, (nonNull comparison.Exact).CandidateOnly)

[<Fact>]
let ``Anything that answers is a respondent`` () =
    let respondent = Respondent.From(Subject("echo", "none"), "none", fun _ question -> question)
    let frames = Frames(1, 1, System.ReadOnlyMemory [| 0uy; 0uy; 0uy |], Sequence.From [ 0.0 ])
    Assert.Equal<string seq>([ "a"; "b" ], respondent.Answer.Invoke(frames, [| "a"; "b" |]))
