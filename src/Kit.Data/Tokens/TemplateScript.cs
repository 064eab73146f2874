using System.Text;
using Kit.Pairs;
using static Kit.Data.Tokens.TemplatePiece;

namespace Kit.Data.Tokens;

/// <summary>A conversation in pieces. Texts that stand side by side are encoded as one, exactly as the rendered
/// conversation would be; special tokens are ids and never text.</summary>
internal sealed record TemplateScript(Sequence<TemplatePiece> Pieces)
{
    /// <summary>Characters of all texts; offsets count them alone.</summary>
    public int Length => Pieces.OfType<Text>().Sum(text => text.Value.Length);

    public TemplateScript Add(params IEnumerable<TemplatePiece> pieces) => new([.. Pieces, .. pieces]);

    /// <param name="who">For messages: whose text.</param>
    /// <param name="tokenizer">The model's.</param>
    /// <exception cref="InvalidDataException">A character that the vocabulary cannot spell.</exception>
    public Tokenized Encode(string who, ITokenizer tokenizer)
    {
        var (ids, offsets, run) = (new List<int>(), new List<Span>(), new StringBuilder());
        var (start, fresh) = (0, true);    // of the run: its first character; whether it begins a text of its own
        foreach (var piece in Pieces)
        {
            if (piece is Text text)
            {
                run.Append(text.Value);
                continue;
            }

            Flush();
            fresh = piece is Implied or Sentinel;
            ids.AddRange(piece.Apply(tokenizer));
            offsets.Add(new(start, start));
        }

        Flush();
        return new(Sequence.From(ids), Sequence.From(offsets));

        void Flush()
        {
            if (run.Length == 0) return;
            var tokens = Checked(who, run.ToString(), fresh ? tokenizer.Encode : tokenizer.EncodeAfterSpecial);
            ids.AddRange(tokens.Ids);
            offsets.AddRange(tokens.Offsets.Select(span => new Span(span.Start + start, span.End + start)));
            start += run.Length;
            run.Clear();
        }
    }

    public override string ToString() => string.Concat(Pieces);

    private static Tokenized Checked(string who, string text, Func<string, Tokenized> encode)
    {
        var tokens = encode(text);
        if (tokens.Lost.Count == 0) return tokens;
        var lost = string.Join(", ", tokens.Lost.Take(3).Select(span => $"\"{text[span.Start..span.End]}\""));
        throw new InvalidDataException($"{who}: expected characters that the vocabulary can spell, got {lost}"
            + $"{(tokens.Lost.Count > 3 ? ", …" : "")}. Rewrite the text, or use the checkpoint's own tokenizer.");
    }
}
