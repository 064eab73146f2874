namespace Kit.Report.Formatters;

/// <summary>What a reader is shown of a value, before it takes a form.</summary>
/// <param name="Blocks">From top to bottom; none for a value that is a word or a number.</param>
internal sealed record View(Sequence<Block> Blocks)
{
    /// <summary>Forms besides HTML and plain text, the richest first.</summary>
    public Sequence<MimeForm> Others { get; init; } = [];

    /// <summary>Plain text that says it better than the blocks on a console; null to print the blocks.</summary>
    public string? Text { get; init; }

    /// <summary>A word or a number: no markup.</summary>
    public static View Plain(string text) => new([]) { Text = text };

    public static View From(params Block[] blocks) => new(Sequence.From(blocks.AsSpan()));
}
