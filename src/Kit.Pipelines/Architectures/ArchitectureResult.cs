using Kit.Pipelines.Shapes;

namespace Kit.Pipelines.Architectures;

/// <summary>What some losses made of base models of several builds.</summary>
/// <param name="Plan">Of every laboratory, its model aside.</param>
/// <param name="Arms">One a build.</param>
public sealed record ArchitectureResult(LabPlan Plan, Sequence<ArchitectureArm> Arms);

/// <summary>The losses behind one base model.</summary>
/// <param name="Architecture">Its build.</param>
/// <param name="Parameters">Weights of the base model.</param>
/// <param name="Pairs">That were trained on.</param>
/// <param name="Result">The runs.</param>
public sealed record ArchitectureArm(Architecture Architecture, long Parameters, int Pairs, AblationResult Result);
