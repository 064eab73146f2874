namespace Kit.Data.Datasets;

/// <summary>A run of a turn's content.</summary>
public abstract record Piece
{
    private Piece() { }

    /// <summary>Text without placeholders.</summary>
    public sealed record Words(string Text) : Piece
    {
        public override string ToString() => Text;
    }

    /// <summary>The place of the next medium of its kind: media are taken in the order of their placeholders.</summary>
    public sealed record Placeholder(MediaKind Kind) : Piece
    {
        public override string ToString() => Kind is MediaKind.Video ? "<video>" : "<image>";
    }
}
