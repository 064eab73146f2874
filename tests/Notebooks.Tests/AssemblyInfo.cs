// Cells print to the console, which a process has once.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
