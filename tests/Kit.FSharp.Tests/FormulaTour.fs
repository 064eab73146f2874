/// Losses as text, and what a loss says of one pair, as an F# user meets them.
module Kit.FSharp.Tests.FormulaTour

open System
open System.Collections.Generic
open Xunit
open Kit
open Kit.Explanations
open Kit.Expressions
open type Kit.Papers

let private rows (values: float list list) = Grid.From(values |> Seq.map Seq.ofList)

let private pair: IReadOnlyDictionary<Evidence, Grid> =
    readOnlyDict [
        Quantity.PolicyLogp.At Slot.Chosen, rows [ [ -0.9; -0.4; -1.5; -0.2 ] ]
        Quantity.Mask.At Slot.Chosen, rows [ [ 1.0; 1.0; 1.0; 0.0 ] ]
        Quantity.PolicyLogp.At Slot.Rejected, rows [ [ -0.8; -1.6; -0.6 ] ]
        Quantity.Mask.At Slot.Rejected, rows [ [ 1.0; 1.0; 1.0 ] ]
    ]

[<Fact>]
let ``A formula is read back`` () =
    Assert.Equal(Dpo.Loss, Read(string Dpo))
    let mine = Formula.Read("mean_b(u), u = Σ_t m(y_w)·log π(y_w)", Vocabulary)
    Assert.Equal("mean_b(u), u = Σ_t m(y_w)·log π(y_w)", string mine)
    Assert.Equal(mine, Formula.Read(string mine, Lexicon.From [ mine ]))

[<Fact>]
let ``Text that is no formula is refused`` () =
    Assert.Throws<FormatException>(fun () -> Read "mean_b(" |> ignore) |> ignore

[<Fact>]
let ``A pair explains itself`` () =
    let loss = SimPo + 0.1 * ChosenNll
    let words = readOnlyDict [ Slot.Chosen, Sequence.From [ "a"; "red"; "circle" ] ]
    let explained = loss.Explain(pair, 0, words)
    let chosen = explained.Answers[0]
    Assert.Equal<string list>([ "a"; "red"; "circle" ], [ for token in chosen.Tokens -> token.Word ])
    Assert.Equal(2, chosen.Terms.Count)
    Assert.True(chosen.Tokens |> Seq.forall (fun token -> token.Total < 0.0 && token.Stretch = Stretch.Unmarked))
    Assert.Contains("policy.logp[chosen]", string explained)
