/// Random weights come from the process's one generator, which tests seed: two modules at once would draw from each
/// other's stream.
module Kit.FSharp.Tests.OneAtATime

[<assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)>]
do ()
