namespace Kit.Train.Supervised;

/// <summary>What every patch of a clip shows, by one or more kinds of label; class 0 of each kind is nothing.</summary>
/// <param name="Kinds">One list a kind, row-major [F, G²].</param>
public sealed record PatchLabels(Sequence<Sequence<int>> Kinds);
