namespace Kit.Models.Tests.Checkpoints;

/// <summary>Memory and time belong to the process, so nothing else runs beside these.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
