module Kit.FSharp.Tests.LossTour

open Xunit

[<Fact>]
let ``The house stands`` () = Assert.Equal(4, 2 + 2)
