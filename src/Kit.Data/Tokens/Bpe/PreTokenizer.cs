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
    public sealed record Metaspace(string Blank, MetaspaceScheme Scheme, MetaspaceWords Words) : PreTokenizer
    {
        public override IEnumerable<AlignedText> Apply(AlignedText text, bool first)
        {
            var blank = text.Replace(" ", Blank);
            var prepends = Scheme is MetaspaceScheme.Always || (Scheme is MetaspaceScheme.First && first);
            var whole = prepends && blank.Length > 0 && !blank.StartsWith(Blank) ? blank.Prepend(Blank) : blank;
            return Words is MetaspaceWords.Whole ? [whole] : Split(whole);
        }

        private IEnumerable<AlignedText> Split(AlignedText text)
        {
            var start = 0;
            for (var next = Next(text, 0); next >= 0; next = Next(text, next))
            {
                yield return text.Slice(start, next - start);
                start = next;
            }

            if (start < text.Length) yield return text.Slice(start, text.Length - start);
        }

        private int Next(AlignedText text, int after)
        {
            var from = Math.Min(text.Length, after + 1);
            var found = text.Text.Span[from..].IndexOf(Blank);
            return found < 0 ? -1 : from + found;
        }
    }
}

/// <summary>Whether <see cref="PreTokenizer.Metaspace"/> makes words: its <c>split</c>.</summary>
internal enum MetaspaceWords
{
    Whole,
    FromEachBlank,
}

/// <summary>Where <see cref="PreTokenizer.Metaspace"/> puts a blank of its own.</summary>
internal enum MetaspaceScheme
{
    Never,
    First,
    Always,
}
