namespace Kit.Expressions.Reading;

/// <summary>A formula with its where-clause: which text defines which name, read when it is asked for.</summary>
internal sealed class Definitions
{
    private readonly string text;
    private readonly Lexicon lexicon;
    private readonly Names names;
    private readonly Part head;
    private readonly Part[] parts;
    private readonly Dictionary<(Part, Slot), Expr> read = [];
    private readonly HashSet<(Part, Slot)> open = [];
    private readonly Depths depths = new();

    private sealed record Part(Mention Name, int Start, int From, int End);

    public Definitions(string text, Lexicon lexicon)
    {
        (this.text, this.lexicon) = (text, lexicon);
        string[] words =
            [.. lexicon.Quantities.Select(one => one.Symbol.Unicode), .. lexicon.Symbols.Select(one => one.Unicode)];
        var known = new Names(words);
        var pieces = Pieces.Split(text);
        head = new(new("", null, 1, 0), 0, pieces[0].Start, pieces[0].End);
        parts = [.. pieces.Skip(1).Select(piece => Left(piece, known))];
        names = new([.. words, .. parts.Select(part => Symbol(part.Name).Unicode)]);
        var twice = parts.GroupBy(part => (part.Name.Stem, part.Name.Slot, part.Name.IsGeneral, part.Name.Version))
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw At(twice.Last().Start, "one definition of a name", "Keep one, or number them: z⁽²⁾");
    }

    /// <summary>What comes before the definitions, each of which must have been used.</summary>
    public Expr Head()
    {
        var expr = Body(head, Slot.None);
        var used = read.Keys.Select(key => key.Item1).ToHashSet();
        var unread = parts.FirstOrDefault(part => !used.Contains(part));
        return unread is null ? expr
            : throw At(unread.Start, "a name that the formula uses", "Use it there, or leave its definition out");
    }

    /// <summary>The name at a place; null when none begins there.</summary>
    public Mention? Mentioned(int position) => names.At(text, position);

    /// <summary>What a name stands for, inside a definition for <paramref name="general"/>.</summary>
    public Expr Meaning(Mention mention, Slot general, int position)
    {
        var slot = Resolved(mention.Slot, general, position);
        if (Find(mention, slot) is { } part)
        {
            var body = Body(part, part.Name.IsGeneral ? slot! : Slot.None);
            return new Expr.Named(Symbol(mention), slot ?? Slot.None, body);
        }

        var quantities = lexicon.Quantities.Where(one => Notation.Bare(one.Symbol.Unicode) == mention.Stem).ToArray();
        return quantities is [var quantity] && mention.Version == 1
            ? new Expr.Read(quantity.At(slot ?? (Notation.HasPlace(quantity.Symbol.Unicode) ? general : Slot.None)))
            : throw At(position, "a name with one meaning", quantities.Length == 0
                ? "Define it after the formula, ', name = …', or give its quantity to the lexicon"
                : $"It may be {string.Join(" or ", quantities.Select(one => one.Name))}: give one another symbol");
    }

    /// <summary>y is the answer that a definition is asked for.</summary>
    public Slot? Resolved(Slot? slot, Slot general, int position) => !ReferenceEquals(slot, Mention.Any) ? slot
        : general != Slot.None ? general
        : throw At(position, "an answer such as y_w", "y stands for any answer only in a definition: s(y) = …");

    private Part? Find(Mention mention, Slot? slot) =>
        parts.FirstOrDefault(part => Same(part, mention) && !part.Name.IsGeneral && part.Name.Slot == slot)
        ?? (slot is null ? null : parts.FirstOrDefault(part => Same(part, mention) && part.Name.IsGeneral));

    private static bool Same(Part part, Mention mention) =>
        part.Name.Stem == mention.Stem && part.Name.Version == mention.Version;

    private Expr Body(Part part, Slot general)
    {
        if (read.TryGetValue((part, general), out var known)) return known;
        if (!open.Add((part, general)))
            throw At(part.Start, "a definition in terms of others", "It leads back to itself; break the circle");
        var expr = depths.Deeper(() => new Grammar(new(text, part.From, part.End), this, depths, general).Whole(),
            () => At(part.Start, $"at most {Depths.Limit} operations inside one another", "Write a flatter formula"));
        open.Remove((part, general));
        return read[(part, general)] = expr;
    }

    private Part Left((int Start, int End) piece, Names known)
    {
        var start = new Cursor(text, piece.Start, piece.End).Here;
        var equals = Pieces.Equals(text, start, piece.End);
        if (equals < 0) throw At(start, "a definition 'name = …'", "Write the formula first, then its definitions");
        Mention?[] found = [known.At(text, start), Names.Word(text, start)];
        var name = found.FirstOrDefault(one => one is not null && text[one.End..equals].All(char.IsWhiteSpace));
        return name is null
            ? throw At(start, "a name on the left of '='", "Name it by a word, or a word and an answer: s(y)")
            : new(name, start, equals + 1, piece.End);
    }

    /// <summary>How the name is written elsewhere; a name that is not known is written the same everywhere.</summary>
    private Symbol Symbol(Mention mention)
    {
        var alike = lexicon.Symbols.Where(one => Notation.Bare(one.Unicode) == mention.Stem).ToArray();
        var fitting = alike.Where(one => Notation.HasPlace(one.Unicode) == mention.Slot is not null).ToArray();
        return (fitting.Length > 0 ? fitting : alike).FirstOrDefault() ?? New(mention);
    }

    private static Symbol New(Mention mention) => mention.Slot is null
        ? new(mention.Stem)
        : new(mention.Stem + "(#1)", mention.Stem + "(#1)", mention.Stem);

    private FormatException At(int position, string expected, string remedy) =>
        new Cursor(text, position, text.Length).Refused(expected, remedy);
}
