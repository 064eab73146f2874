using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Tests;

/// <summary>Tests of what is counted or set for the whole process run one at a time, after all others.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
[SuppressMessage("Naming", "CA1711", Justification = "xunit's word.")]
public class AloneCollection;
