/// Policy gradients, advantages and reward models as an F# user meets them.
module Kit.FSharp.Tests.RolloutTour

open System.Collections.Generic
open TorchSharp
open Xunit
open Kit
open Kit.Expressions
open Kit.Parts
open Kit.Rewards
open Kit.Torch
open type Kit.Papers

let private rows (values: float list list) = Grid.From(values |> Seq.map Seq.ofList)

/// Two answers to one prompt, of two tokens and of one.
let private rollout: IReadOnlyDictionary<Evidence, Grid> =
    readOnlyDict [
        Quantity.PolicyLogp.At Slot.Response, rows [ [ -0.9; -0.4 ]; [ -1.5; 0.0 ] ]
        Quantity.OldLogp.At Slot.Response, rows [ [ -1.0; -0.5 ]; [ -1.0; 0.0 ] ]
        Quantity.ReferenceLogp.At Slot.Response, rows [ [ -1.2; -0.6 ]; [ -1.1; 0.0 ] ]
        Quantity.Mask.At Slot.Response, rows [ [ 1.0; 1.0 ]; [ 1.0; 0.0 ] ]
        Quantity.OldValue.At Slot.Response, rows [ [ 0.1; 0.3 ]; [ 0.2; 0.0 ] ]
        Quantity.Reward.At Slot.Response, Grid.From [ 1.0; 0.0 ]
    ]

let private near (expected: float) (actual: float) = Assert.InRange(actual, expected - 1e-9, expected + 1e-9)

[<Fact>]
let ``A policy gradient is a sentence`` () =
    let mine = Grpo.With(GroupNormalised 2).With(SequenceRatio).With(ClipBand(high = 0.28))
    let piped = Grpo |> _.With(GroupNormalised 2) |> _.With(SequenceRatio) |> _.With(ClipBand(0.2, 0.28))
    Assert.Equal(mine, piped)
    Assert.Equal(Grpo, Papers.Named "grpo")
    Assert.Contains("kl", mine.Apply(rollout).Metrics.Keys)

[<Fact>]
let ``A sum keeps its terms apart`` () =
    let sum = PpoClip + 0.1 * PpoValue + 0.01 * NegativeEntropy + 0.04 * KlToReference
    Assert.Equal(4, sum.Terms.Items.Count)
    Assert.Equal(sum, Ppo + 0.04 * KlToReference + 0.01 * NegativeEntropy)

[<Fact>]
let ``Advantages are values of their own and compile`` () =
    use scope = torch.NewDisposeScope()
    let shaped = PpoAdvantage.Rewards.WithOutcome(Outcome.Reward + Outcome.SoftOverlong(8, 4)).With(K3)
    let estimate = PpoAdvantage.With(shaped).WithWhitening(NoWhitening).WithDiscounts(0.99, 0.9)
    use graph = CompiledGraph.From estimate.Outputs

    let tensors: IReadOnlyDictionary<Evidence, torch.Tensor> =
        readOnlyDict [
            for KeyValue(evidence, grid) in rollout ->
                evidence, torch.tensor(Seq.toArray grid.Values).reshape [| for size in grid.Shape -> int64 size |]
        ]

    let expected = Interpreter.Apply(estimate.Returns, rollout)
    let results = graph.Apply tensors
    near (Seq.sum expected.Values) (results[1].sum().item<float> ())

[<Fact>]
let ``A reward model is a preference of heads`` () =
    let pair: IReadOnlyDictionary<Evidence, Grid> =
        readOnlyDict [
            Quantity.RewardHead.At Slot.Chosen, rows [ [ 1.0 ] ]
            Quantity.RewardHead.At Slot.Rejected, rows [ [ 1.0 ] ]
            Quantity.Mask.At Slot.Chosen, rows [ [ 1.0 ] ]
            Quantity.Mask.At Slot.Rejected, rows [ [ 1.0 ] ]
        ]

    near (log 2.0 + 0.002) (VlmRlaifReward.Apply(pair).Loss)
    Assert.Equal(VlmRlaifReward, BradleyTerry.Without(Centring HeadScore) + 1e-3 * MagnitudePenalty(HeadScore))

[<Fact>]
let ``Parts of a policy gradient match by their case`` () =
    let clips =
        [ for item in (Dpo + Dapo).Terms.Items do
              match item.Term with
              | :? PolicyGradient as gradient ->
                  match gradient.Clip with
                  | :? Clip.Band as band -> band.High
                  | _ -> ()
              | _ -> () ]

    Assert.Equal<float list>([ 0.28 ], clips)
