/// Learning from one's own answers, as an F# user writes it.
module Kit.FSharp.Tests.RewardTour

open Xunit
open Kit
open Kit.Models
open Kit.Models.Generation
open Kit.Rewards
open Kit.Torch
open Kit.Torch.Layers
open Kit.Train
open Kit.Train.Preference
open Kit.Train.Rewards
open Kit.Train.Rollouts
open Kit.Train.Saving
open TorchSharp
open type Kit.Papers

let private config = DecoderConfig(19, HiddenSize = 16, Layers = 1, Heads = 2, KeyValueHeads = 2, IntermediateSize = 24)

let private lora = Lora(2, 4.0, Targets.Names "q_proj")

let private decoding = Decoding.Sampled.WithStops(2).WithLimit 4

let private rates = Optimization(1e-2, 4, 1, Schedule Decay.Constant)

type private Silent<'a>() =
    interface System.IProgress<'a> with
        member _.Report _ = ()

[<Fact>]
let ``A policy learns by PPO from a rule, with a critic beside it`` () =
    use model = new CausalLm(config, Initial.Normal 0.1, Placement.Cpu)
    use policy = lora.Create(model, 1L, "policy")
    use critic = Critic.Create(model, lora, 2L, "value")
    let asked = [| for i in 0..3 -> RolloutQuestion($"q{i}", Prompt.Text [ 5; 6 + i ], model.NoVisual) |]
    let rule (replies: Reply seq) = [| for r in replies -> float r.Ids.Count |]

    RolloutTraining.Ppo(decoding, rates, 4, 1L)
    |> _.With(PpoAdvantage)
    |> _.With(KlControl.Adaptive(6.0, 100.0))
    |> _.WithPasses(1)
    |> _.Train(Roles(model, policy, Critic = critic), (fun replies -> rule replies :> _), asked, Silent())

    Assert.False policy.InPlace

[<Fact>]
let ``Rollouts that stand in a folder are not run again`` () =
    use model = new CausalLm(config, Initial.Normal 0.1, Placement.Cpu)
    let folder = System.IO.Directory.CreateTempSubdirectory("kit-fsharp-").FullName
    let asked = [| for i in 0..3 -> RolloutQuestion($"q{i}", Prompt.Text [ 5; 6 + i ], model.NoVisual) |]
    let mutable rewarded = 0

    let life () =
        use policy = lora.Create(model, 1L, "policy")
        use critic = Critic.Create(model, lora, 2L, "value")

        let rule (replies: System.Collections.Generic.IReadOnlyList<Reply>) : System.Collections.Generic.IReadOnlyList<float> =
            rewarded <- rewarded + 1
            [| for r in replies -> float r.Ids.Count |]

        RolloutTraining.Ppo(decoding, rates, 4, 1L)
            .Train(Roles(model, policy, Critic = critic), rule, asked, RunFolder(folder, Every = 1), Silent())

    life ()
    life ()
    Assert.Equal(1, rewarded)
    System.IO.Directory.Delete(folder, true)

[<Fact>]
let ``A reward model says 0 of everything until it is taught`` () =
    use model = new CausalLm(config, Initial.Normal 0.1, Placement.Cpu)
    use critic = Critic.Create(model, lora, 2L, "reward")
    let reward = RewardModel(critic, Sequence.From [ 7 ])
    let answer (ids: int list) = Pairs.EncodedAnswer(Sequence.From ids, Sequence.From [ for _ in ids -> 1 ], Sequence.From [ for _ in ids -> 0 ])
    let pair = Pairs.EncodedPair("p", "none", Sequence.From [ 5; 6 ], answer [ 8; 2 ], answer [ 9; 2 ])
    Assert.Equal(0.5, reward.Accuracy([| pair |], Media.None))
    RewardTraining(VlmRlaifReward, rates, 1L).Train(reward, [| pair |], Media.None, Silent())
    Assert.Equal(1.0, reward.Accuracy([| pair |], Media.None))
