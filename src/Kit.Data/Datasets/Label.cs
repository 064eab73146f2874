namespace Kit.Data.Datasets;

/// <summary>What a rater said of one answer.</summary>
public enum Label
{
    Undesirable,
    Desirable,
}
