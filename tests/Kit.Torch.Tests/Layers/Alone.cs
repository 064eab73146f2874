namespace Kit.Torch.Tests.Layers;

/// <summary>Tests that count the process's memory run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
