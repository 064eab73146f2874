/// The loss algebra as an F# user meets it: compose, print, evaluate, differentiate, compile.
module Kit.FSharp.Tests.LossTour

open System.Collections.Generic
open TorchSharp
open Xunit
open Kit
open Kit.Expressions
open Kit.Parts
open Kit.Torch
open type Kit.Papers

let private rows (values: float list list) = Grid.From(values |> Seq.map Seq.ofList)

/// One pair: sums −3 and −3, log-ratios .7 and −.4.
let private pair: IReadOnlyDictionary<Evidence, Grid> =
    readOnlyDict [
        Quantity.PolicyLogp.At Slot.Chosen, rows [ [ -0.9; -0.4; -1.5; -0.2 ] ]
        Quantity.ReferenceLogp.At Slot.Chosen, rows [ [ -1.2; -0.6; -1.5; -0.4 ] ]
        Quantity.Mask.At Slot.Chosen, rows [ [ 1.0; 1.0; 1.0; 1.0 ] ]
        Quantity.Span.At Slot.Chosen, rows [ [ 0.0; 1.0; 1.0; 0.0 ] ]
        Quantity.Kl.At Slot.Chosen, rows [ [ 0.05; 0.1; 0.15; 0.0 ] ]
        Quantity.PolicyLogp.At Slot.Rejected, rows [ [ -0.8; -1.6; -0.6 ] ]
        Quantity.ReferenceLogp.At Slot.Rejected, rows [ [ -0.7; -1.0; -0.9 ] ]
        Quantity.Mask.At Slot.Rejected, rows [ [ 1.0; 1.0; 1.0 ] ]
        Quantity.Span.At Slot.Rejected, rows [ [ 0.0; 1.0; 0.0 ] ]
    ]

let private papers =
    [ Dpo; Cdpo; Rdpo; Ipo; IpoSum; HingeNorm; SimPo; Cpo; RpoCumulative; RpoAverage; Rrpo; LeanPo ]

let private near (expected: float) (actual: float) = Assert.InRange(actual, expected - 1e-9, expected + 1e-9)

[<Fact>]
let ``A loss is a sentence, dotted or piped`` () =
    let dotted = Dpo.With(LengthNorm).With(TokenKL)
    let piped = Dpo |> _.With(LengthNorm) |> _.With(TokenKL)
    Assert.Equal(dotted, piped)
    Assert.True((dotted = piped))

    Assert.Equal(
        "mean_b(−log σ(0.1·h) + D(y_w)), D(y) = Σ_t m·KL(π_ref‖π), h = s(y_w) − s(y_l), "
        + "s(y) = (Σ_t m·(log π − log π_ref)) / |y|, |y| = max(1, Σ_t m)",
        string dotted
    )

[<Fact>]
let ``A loss is a sum`` () =
    let sum = Dpo.With(Logistic(beta = 0.2)) + 0.1 * ChosenNll + 0.01 * TokenKL
    let piped = Dpo |> _.With(0.1 * ChosenNll) |> _.With(0.01 * TokenKL) |> _.With(Logistic(beta = 0.2))
    Assert.Equal(sum, piped)
    Assert.Equal(Dpo + 2.0 * TokenKL, Dpo + 2 * TokenKL)
    Assert.Equal(Dpo + TokenKL, Dpo + 0.5 * TokenKL + 0.5 * TokenKL)
    Assert.Equal(Dpo + (0.1 * ChosenNll + TokenKL), Dpo + TokenKL + 0.1 * ChosenNll)
    Assert.Equal(Dpo.With(Spans), Rrpo.Without(TokenKL))

[<Fact>]
let ``Every refinement composes`` () =
    let refined =
        [ Dpo.With(Spans)
          Dpo.With(Spans).With(WholeResponse)
          Dpo.With(NoReference)
          Dpo.With(NoReference).With(WithReference)
          Dpo.With(LengthNorm).With(TokenSum)
          Dpo.With(Smoothing 0.1)
          Dpo.With(Debias 0.1)
          Dpo.With(DynamicSmoothing(0.1)).With(NoTilt)
          Dpo.With(Hinge())
          Dpo.With(Hinge 0.5)
          Dpo.With(Square(tau = 0.2))
          Dpo.With(Logistic(gamma = 0.5))
          Dpo.With(LengthNorm, Spans, TokenKL)
          Dpo + ChosenNllPerToken + ChosenNllSum + Terms.None ]

    for objective in refined do
        Assert.True(System.Double.IsFinite(objective.Apply(pair).Loss))

[<Fact>]
let ``An ablation is a list`` () =
    let grid = [ for beta in [ 0.05; 0.1; 0.5 ] -> Dpo.With(Logistic beta) ]
    Assert.Equal(3, grid |> List.map string |> List.distinct |> List.length)

[<Fact>]
let ``Parts match by their case`` () =
    let beta (objective: Objective) =
        match objective.Preference.Link with
        | :? Link.Logistic as logistic -> Some logistic.Beta
        | _ -> None

    Assert.Equal(Some 2.0, beta SimPo)
    Assert.Equal(None, beta Ipo)

[<Fact>]
let ``The managed value reads evidence and reports metrics`` () =
    let outcome = Dpo.Apply pair
    Assert.Equal(0.639659, outcome.Loss, 6)
    Assert.Equal(outcome.Loss, Seq.exactlyOne outcome.Losses)
    near 0.11 outcome.Metrics["rewards/margins"]
    near 0.003 (Rrpo.Apply(pair).Loss - (Dpo.With Spans).Apply(pair).Loss)

[<Fact>]
let ``The credit of every token is an expression`` () =
    let credit = Dpo.Credit(Quantity.PolicyLogp.At Slot.Chosen)
    let pull = Interpreter.Apply(credit, pair)
    Assert.Equal(-0.189011, Seq.sum pull.Values, 6)
    let script = TorchScript.From("credit", credit.Evidence, [| struct ("credit", credit) |])
    Assert.StartsWith("def credit(", script.Source)
    Assert.Equal(script.Source, TorchScript.Function("credit", credit.Evidence, [| struct ("credit", credit) |]))
    Assert.Equal("[B, T·chosen]", string (Seq.exactlyOne script.Zeros))

[<Fact>]
let ``A term of one's own is arithmetic on evidence`` () =
    let logp = Quantity.PolicyLogp.At(Slot.Chosen).ToExpr()
    let mask = Quantity.Mask.At(Slot.Chosen).ToExpr()
    let advantage = Quantity("advantage", Per.Pair, Flow.Constant).At(Slot.None)
    let gain = (advantage.ToExpr() * (mask * logp).SumTokens()).MeanPairs()
    let surrogate = -gain + 0.5 * (2 * logp.SumTokens() - 1).MeanPairs()
    let evidence = Dictionary<Evidence, Grid>(pair)
    evidence[advantage] <- Grid.From([ 2.0 ])
    near (6.0 + 0.5 * (-6.0 - 1.0)) (Interpreter.Apply(surrogate, evidence).Value)
    Assert.Equal("advantage", string advantage)
    Assert.Contains("advantage", string surrogate)
    Assert.Contains("flowchart", Mermaid.Apply surrogate)
    Assert.Contains(@"\log \pi", Formula.Latex surrogate)

[<Fact>]
let ``A part that would not be read is refused`` () =
    let error = Assert.Throws<System.ArgumentException>(fun () -> Ipo.With(Smoothing 0.1) |> ignore)
    Assert.Contains("With(Logistic(beta))", error.Message)

[<Fact>]
let ``Every paper compiles to what it means`` () =
    use scope = torch.NewDisposeScope()

    let tensors: IReadOnlyDictionary<Evidence, torch.Tensor> =
        readOnlyDict [
            for KeyValue(evidence, grid) in pair ->
                evidence, torch.tensor(Seq.toArray grid.Values).reshape [| for size in grid.Shape -> int64 size |]
        ]

    for paper in papers do
        use compiled = CompiledObjective.From paper
        let outcome = compiled.Apply tensors
        near (paper.Apply(pair).Loss) (outcome.Loss.item<float> ())
        Assert.Equal(paper.Metrics.Count, outcome.Metrics.Count)

        for KeyValue(evidence, gradient) in compiled.Credit tensors do
            let expected = Interpreter.Apply(paper.Credit evidence, pair)
            near (Seq.sum expected.Values) (gradient.sum().item<float> ())
