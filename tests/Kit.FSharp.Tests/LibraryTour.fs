/// The catalogue and other libraries' settings, as an F# user meets them.
module Kit.FSharp.Tests.LibraryTour

open System.Collections.Generic
open Xunit
open Kit
open Kit.Expressions
open Kit.Libraries
open Kit.Parts
open type Kit.Papers

[<Fact>]
let ``A name finds a loss, its paper and its expression`` () =
    let simpo = Catalogue |> Seq.find (fun one -> one.Name = "simpo")
    Assert.Equal(SimPo, Named "simpo")
    Assert.Equal("Dpo.With(NoReference).With(LengthNorm).With(Logistic(beta: 2, gamma: 1))", simpo.Expression)
    Assert.Equal("Meng et al. 2024", string simpo.Paper)
    Assert.EndsWith("2405.14734", simpo.Paper.Link)

[<Fact>]
let ``Settings of other libraries are objectives with their differences`` () =
    let yaml: IReadOnlyDictionary<string, obj | null> =
        readOnlyDict [ "loss_type", box "sigmoid"; "label_smoothing", box 0.2; "lora_rank", box 8 ]

    let now = Library.TrlDpo().Import yaml
    let before = Library.TrlDpoUntil28().Import yaml
    Assert.Equal(Dpo, now.Objective)
    Assert.Equal(Cdpo, before.Objective)
    Assert.Contains("label_smoothing", [ for difference in now.Differences -> difference.Key ])
    Assert.Empty before.Differences
    Assert.Equal(IpoSum, Library.OpenRlhf().ImportJson("""{ "ipo": true }""").Objective)

[<Fact>]
let ``A penalty of one's own may keep a number between batches`` () =
    let mean = Quantity("margin.mean", Per.Batch, Flow.Constant).At(Slot.None)
    let m0 = mean.ToExpr()

    let dynamic =
        Penalty(
            "dynamic-beta",
            0.1,
            (fun z -> -((1 + 0.6 * (z.MeanPairs() / 0.1 - m0)).AtLeast(0.01).Detach() * z).LogSigmoid()),
            (fun z -> Statistic(mean, 0.0, 0.9 * m0 + z.MeanPairs()))
        )

    Assert.Equal(mean, (Seq.exactlyOne (Dpo.With dynamic).Statistics).Evidence)
