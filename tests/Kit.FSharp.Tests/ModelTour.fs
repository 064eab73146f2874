/// Published checkpoints as an F# user meets them: outline, prompt, scores.
module Kit.FSharp.Tests.ModelTour

open System.IO
open TorchSharp
open Xunit
open Kit
open Kit.Models
open Kit.Models.Families
open Kit.Models.Towers
open Kit.Torch
open Kit.Torch.Layers
open type TorchSharp.torch

let private decoder =
    DecoderConfig(31, HiddenSize = 16, Layers = 2, IntermediateSize = 24, RopeScaling = RopeScaling.Linear 2.0)

let private tower =
    PatchTowerConfig(PatchTowerKind.SiglipWithoutHead, 8, 12, 2, 2, 12, 4, 1e-6, Activation.GeluTanh)

let private video = 30

let private model () =
    let config =
        LlavaConfig(
            tower, decoder, -1, FeatureSelection.All, Activation.Gelu, FramePooling.Bilinear 2,
            PoolOrder.AfterProjection, FrameLayout.LineBreaks, LearnedBreaks.Newline,
            Placeholders(Sequence.From [ video ]))
    new LlavaVideoLm(config, Initial.Normal 0.3, Placement.Cpu)

[<Fact>]
let ``A clip and two answers are one layout`` () =
    use _ = NewDisposeScope()
    use model = model ()
    let clip: ClipPixels = ClipPixels.Frames(randn [| 2L; 3L; 12L; 12L |])
    let input = VideoInput(Sequence.From [ 1; video; 2 ], Sequence.From [ clip ])
    let row = Row(model.Expand input, [| Branch [| 5; 6 |]; Branch [| 7 |] |])
    let layout = Layout.From([| row |], CPU)
    let states = model.call(model.Features clip, layout)
    let logp = model.Language.Head.Apply(states, layout.Targets).LogProbability
    Assert.Equal<int64 array>([| 3L |], logp.shape)
    Assert.Equal(12, model.Count clip)

[<Fact>]
let ``A folder that is no model says so`` () =
    let folder = Directory.CreateTempSubdirectory("kit-fsharp-").FullName
    let error = Assert.Throws<FileNotFoundException>(fun () -> VideoModel.Load(folder, Placement.Cpu) |> ignore)
    Assert.Contains("Name a checkpoint's folder.", error.Message)
    Assert.Throws<FileNotFoundException>(fun () -> CausalLm.Load(folder, Placement.Cpu) |> ignore) |> ignore
    Directory.Delete(folder, true)
