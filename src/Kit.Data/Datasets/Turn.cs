namespace Kit.Data.Datasets;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Content">Words and media placeholders in order.</param>
public sealed record Turn(Role Role, Sequence<Piece> Content)
{
    /// <summary>A turn whose text may hold <c>&lt;video&gt;</c> and <c>&lt;image&gt;</c>.</summary>
    public Turn(Role role, string text) : this(role, Datasets.Content.Parse(text)) { }

    /// <summary>The content as one text, placeholders spelled out.</summary>
    public string Text => Datasets.Content.ToText(Content);

    /// <summary>The words alone, without placeholders and the white space that set them off.</summary>
    public string Words => string.Concat(Content.OfType<Piece.Words>()).Trim();
}
