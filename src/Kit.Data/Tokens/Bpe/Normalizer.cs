using System.Globalization;
using System.Text;
using Kit.Pairs;

namespace Kit.Data.Tokens.Bpe;

/// <summary>What is done to text before it is cut.</summary>
internal abstract record Normalizer
{
    private Normalizer() { }

    public abstract AlignedText Apply(AlignedText text);

    /// <summary>One after the other; none is the identity.</summary>
    public sealed record Chain(Sequence<Normalizer> Parts) : Normalizer
    {
        public override AlignedText Apply(AlignedText text) => Parts.Aggregate(text, (t, part) => part.Apply(t));
    }

    /// <summary>A Unicode normal form.</summary>
    /// <remarks>Characters are composed cluster by cluster, so that every character keeps its place. A cluster is a
    /// character with the marks and Hangul vowels and finals that follow it: nothing else composes with what stands
    /// before it.</remarks>
    public sealed record Unicode(NormalizationForm Form) : Normalizer
    {
        public NormalizationForm Form { get; } = "e\u0301".Normalize(NormalizationForm.FormC) == "\u00e9" ? Form
            : throw new PlatformNotSupportedException("Unicode normalisation: expected é for e with an accent, got two "
                + "characters. Switch InvariantGlobalization off.");

        public override AlignedText Apply(AlignedText text)
        {
            var whole = text.ToString();
            return whole.IsNormalized(Form)
                ? text
                : text.Rewrite(Clusters(whole), cluster => cluster.Normalize(Form));
        }

        private static IEnumerable<Span> Clusters(string text)
        {
            var start = 0;
            for (var i = 0; i < text.Length;)
            {
                var rune = Rune.GetRuneAt(text, i);
                if (i > start && !Joins(rune))
                {
                    yield return new(start, i);
                    start = i;
                }

                i += rune.Utf16SequenceLength;
            }

            if (start < text.Length) yield return new(start, text.Length);
        }

        private static bool Joins(Rune rune) =>
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
            || rune.Value is >= 0x1161 and <= 0x1175 or >= 0x11A8 and <= 0x11C2;
    }

    /// <summary>Puts a prefix before non-empty text: SentencePiece's dummy blank.</summary>
    public sealed record Prepend(string Prefix) : Normalizer
    {
        public override AlignedText Apply(AlignedText text) => text.Length == 0 ? text : text.Prepend(Prefix);
    }

    /// <summary>Replaces one text by another.</summary>
    public sealed record Replace(string Old, string With) : Normalizer
    {
        public override AlignedText Apply(AlignedText text) => text.Replace(Old, With);
    }
}
