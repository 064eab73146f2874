namespace Kit.Data.Datasets;

/// <summary>What a placeholder stands for.</summary>
public enum MediaKind
{
    Image,
    Video,
}
