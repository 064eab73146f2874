namespace Kit.Pipelines.MoreData;

/// <summary>What some losses made of more and more pairs.</summary>
/// <param name="Arms">From the smallest share to all pairs.</param>
public sealed record ScaleResult(Sequence<ScaleArm> Arms)
{
    public override string ToString() => string.Join("; ", Arms);
}

/// <summary>The losses on one share.</summary>
/// <param name="Share">Of the clips, in (0, 1].</param>
/// <param name="Pairs">That were trained on.</param>
/// <param name="Result">The runs.</param>
public sealed record ScaleArm(double Share, int Pairs, AblationResult Result)
{
    public override string ToString() =>
        FormattableString.Invariant($"{Pairs} pairs of {Share:P0} of the clips: {Result}");
}
