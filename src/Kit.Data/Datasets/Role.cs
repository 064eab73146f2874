namespace Kit.Data.Datasets;

/// <summary>Who speaks.</summary>
public enum Role
{
    System,
    User,
    Assistant,
}
