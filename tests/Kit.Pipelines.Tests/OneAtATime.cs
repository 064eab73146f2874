// Random weights come from the process's one generator, which tests seed: two classes at once would draw from each
// other's stream.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
