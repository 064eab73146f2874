/// Attention over packed sequences as an F# user meets it: trees, a plan, a call.
module Kit.FSharp.Tests.AttentionTour

open TorchSharp
open Xunit
open Kit
open Kit.Torch.Layers
open type TorchSharp.torch

let private whole start length = Passage.Whole(Extent(start, length))

[<Fact>]
let ``Two answers behind one prompt do not see each other`` () =
    use _ = NewDisposeScope()
    let tree = Tree(whole 0L 3L, Sequence.From [ whole 3L 2L; whole 5L 2L ])
    let plan = AttentionPlan.From [| tree |]
    let draw (heads: int64) = randn [| 1L; heads; 7L; 4L |]
    let q, k, v = draw 4L, draw 2L, draw 2L
    let before = TreeAttention.Apply(q, k, v, plan)
    v.narrow(2L, 3L, 2L).zero_ () |> ignore
    let after = TreeAttention.Apply(q, k, v, plan)
    let moved: torch.Tensor = (before - after).abs().amax [| 0L; 2L |]
    let changed = moved.data<float32>().ToArray() |> Array.map (fun x -> x > 1e-6f)
    Assert.Equal<bool array>([| false; false; false; true; true; false; false |], changed)
    Assert.Equal(7L, plan.Queries)
    Assert.Equal(5L, tree.Longest)

[<Fact>]
let ``A window hides what stands too far before`` () =
    use _ = NewDisposeScope()
    let plan = AttentionPlan.From([| Tree(whole 0L 4L, Sequence.From []) |], reach = 1L)
    let q, k, v = randn [| 1L; 1L; 4L; 2L |], randn [| 1L; 1L; 4L; 2L |], randn [| 1L; 1L; 4L; 2L |]
    Assert.True(TreeAttention.Apply(q, k, v, plan).allclose v[0L])
