namespace Kit.Data.Tokens.Bpe;

/// <summary>Cuts text into words, inside which tokens are merged.</summary>
internal abstract record PreTokenizer
{
    private PreTokenizer() { }

    /// <param name="text">A stretch between two added tokens.</param>
    /// <param name="first">Whether it begins the source.</param>
    public abstract IEnumerable<AlignedText> Apply(AlignedText text, bool first);

    /// <summary>One after the other; none leaves the text whole.</summary>
    public sealed record Chain(Sequence<PreTokenizer> Parts) : PreTokenizer
    {
        public override IEnumerable<AlignedText> Apply(AlignedText text, bool first) =>
            Parts.Aggregate((IEnumerable<AlignedText>)[text], (words, part) =>
                words.SelectMany(word => part.Apply(word, first)));
    }

    /// <summary>Matches and what lies between them are words.</summary>
    public sealed record Isolate(SplitPattern Pattern) : PreTokenizer
    {
        public override IEnumerable<AlignedText> Apply(AlignedText text, bool first) =>
            Pattern.Split(text.Text).Select(cut => text.Slice(cut.Span.Start, cut.Span.Length));
    }

    /// <summary>What lies between matches are the words.</summary>
    public sealed record Remove(SplitPattern Pattern) : PreTokenizer
    {
        public override IEnumerable<AlignedText> Apply(AlignedText text, bool first) => Pattern.Split(text.Text)
            .Where(cut => !cut.Matched).Select(cut => text.Slice(cut.Span.Start, cut.Span.Length));
    }

    /// <summary>The matches are the words; what lies between them is lost, as the inverted form says.</summary>
    public sealed record Keep(SplitPattern Pattern) : PreTokenizer
    {
        public override IEnumerable<AlignedText> Apply(AlignedText text, bool first) => Pattern.Split(text.Text)
            .Where(cut => cut.Matched).Select(cut => text.Slice(cut.Span.Start, cut.Span.Length));
    }

    /// <summary>A blank before text that has none.</summary>
    public sealed record LeadingBlank : PreTokenizer
    {
        public override IEnumerable<AlignedText> Apply(AlignedText text, bool first) =>
            [text.Length == 0 || text.StartsWith(" ") ? text : text.Prepend(" ")];
    }

    /// <summary>SentencePiece's blanks: ▁ for every blank, and one before the text where the scheme says so.</summary>
    public sealed record Metaspace(string Blank, MetaspaceScheme Scheme) : PreTokenizer
    {
        public override IEnumerable<AlignedText> Apply(AlignedText text, bool first)
        {
            var blank = text.Replace(" ", Blank);
            var prepends = Scheme is MetaspaceScheme.Always || (Scheme is MetaspaceScheme.First && first);
            return [prepends && blank.Length > 0 && !blank.StartsWith(Blank) ? blank.Prepend(Blank) : blank];
        }
    }
}

/// <summary>Where <see cref="PreTokenizer.Metaspace"/> puts a blank of its own.</summary>
internal enum MetaspaceScheme
{
    Never,
    First,
    Always,
}
