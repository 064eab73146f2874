using System.Diagnostics;

namespace Kit.Expressions;

/// <summary>Writes one graph in one alphabet.</summary>
internal sealed class FormulaWriter(Graph graph, Notation notation)
{
    private readonly Dictionary<Expr.Named, int> versions = Numbered(graph);

    private readonly record struct Piece(string Text, Bind Own);

    private readonly record struct Definition(string Left, string Right);

    /// <summary>The formula, then the where-clause: outermost names first.</summary>
    public IEnumerable<string> Lines() =>
        [Write(graph.Nodes[graph.Outputs[0]], Slot.None).Text, .. Where().Select(one => $"{one.Left} = {one.Right}")];

    /// <summary>Definitions for y where all answers share them, else one for each.</summary>
    private IEnumerable<Definition> Where()
    {
        var names = Names(graph).ToArray();
        var general = names.Select(name => Define(name, IsGeneral(name) ? name.Slot : Slot.None)).ToArray();
        var specific = general.Distinct().GroupBy(one => one.Left).Where(same => same.Count() > 1)
            .Select(same => same.Key).ToHashSet();
        return general.Select((one, k) => specific.Contains(one.Left) ? Define(names[k], Slot.None) : one).Distinct();
    }

    private Definition Define(Expr.Named name, Slot general) => new(Name(name, general), Write(name.X, general).Text);

    /// <summary>A formula; evidence of the slot <paramref name="general"/> is written without it.</summary>
    private Piece Write(Expr expr, Slot general) => Signed(expr switch
    {
        Expr.Constant constant => new(notation.Number(constant.Value), Bind.Atom),
        Expr.Read read => new(Source(read.Source, general), Bind.Atom),
        Expr.Named name => new(Name(name, general), Bind.Atom),
        Expr.Repeat repeat => new(Each(repeat, general), Bind.Atom),
        Expr.StopGradient stop => new(notation.StopGradient(Write(stop.X, general).Text), Bind.Atom),
        Expr.Map { Function: Unary.Negate negate } map => Negate(negate.Glyph, Write(map.X, general)),
        Expr.Map { Function: Unary.Log log } map => Log(log.Glyph, map.X, general),
        Expr.Map map => Fill(map.Function.Glyph, Write(map.X, general)),
        Expr.Fold fold => Fill(fold.Reduction.Glyph, Write(fold.X, general)),
        Expr.Linear linear => Fill(linear.Transform.Glyph, Write(linear.X, general)),
        Expr.Arrange arrange => Fill(
            Glyph.Of(arrange.Ordering), Write(arrange.X, general), Write(arrange.Keys, general)),
        Expr.Zip zip => Zip(zip, general),
        _ => throw new UnreachableException($"No notation for {expr.GetType().Name}."),
    });

    /// <summary>What begins with a minus holds no tighter than a sign.</summary>
    private static Piece Signed(Piece piece) =>
        piece.Own > Bind.Sign && piece.Text[0] is '−' or '-' ? piece with { Own = Bind.Sign } : piece;

    private Piece Fill(Glyph glyph, Piece first, Piece? second = null)
    {
        var shape = notation.Adapt(glyph);
        var right = second is { } piece ? Hold(piece, shape.Right) : "";
        return new(Notation.Fill(notation.Pattern(glyph), Hold(first, shape.Left), right), shape.Own);
    }

    /// <summary>−(3·x): without the bracket it would be the number −3, times x.</summary>
    private Piece Negate(Glyph glyph, Piece operand) => StartsWithNumber(operand.Text)
        ? Fill(glyph, Bracketed(operand))
        : Fill(glyph, operand);

    /// <summary>log((1 − exp(x))): without the bracket it would be the function that is exact near 0.</summary>
    private Piece Log(Glyph glyph, Expr x, Slot general)
    {
        var operand = Write(x, general);
        return Fill(glyph, Lookalike.Log1mExp(x) is null ? operand : Bracketed(operand));
    }

    private Piece Zip(Expr.Zip zip, Slot general)
    {
        var left = Write(Bare(zip.Left, zip.Right), general);
        var right = Write(Bare(zip.Right, zip.Left), general);
        var glyph = notation.Adapt(zip.Operator.Glyph);
        return Fill(zip.Operator.Glyph, zip.Operator switch
        {
            Binary.Maximum or Binary.Minimum => zip.Left is Expr.Constant ? Bracketed(left) : left,
            _ when LeadsWithNumber(zip.Left, left.Text) => left with { Own = glyph.Left },
            _ => left,
        }, right);
    }

    /// <summary>−3·x at the left end of a product needs no bracket: the minus belongs to the number.</summary>
    private static bool LeadsWithNumber(Expr expr, string text) =>
        expr is Expr.Constant or Expr.Zip { Operator.Glyph.Own: Bind.Product }
        && text[0] is '−' or '-' && StartsWithNumber(text[1..]);

    /// <summary>A pair's number among tokens repeats without a word.</summary>
    private static Expr Bare(Expr one, Expr other) => Lookalike.Repeats(one, other) ? one.Operands[0] : one;

    private string Each(Expr.Repeat repeat, Slot general) =>
        notation.Each(Write(repeat.X, general).Text, repeat.To is Axes.Token token ? Answer(token, general) : null);

    private string Answer(Axes.Token token, Slot general) => general != Slot.None && token.Answer == general.Answer
        ? Slot.Any
        : notation.Slot(Slot.FromAnswer(token.Answer));

    private string Source(Evidence source, Slot general)
    {
        var pattern = notation.Pattern(source.Quantity.Symbol);
        return source.Slot == Slot.None || source.Slot == general && Notation.HasPlace(pattern)
            ? Notation.Bare(pattern)
            : Notation.At(pattern, Letter(source.Slot, general));
    }

    private string Name(Expr.Named name, Slot general)
    {
        var pattern = notation.Pattern(name.Symbol);
        var text = name.Slot == Slot.None ? Notation.Bare(pattern) : Notation.At(pattern, Letter(name.Slot, general));
        return notation.Version(text, versions[name]);
    }

    private string Letter(Slot slot, Slot general) => slot == general ? Slot.Any : notation.Slot(slot);

    private string Hold(Piece piece, Bind needed) =>
        piece.Own >= needed ? piece.Text : notation.Brackets(piece.Text);

    private Piece Bracketed(Piece piece) => new(notation.Brackets(piece.Text), Bind.Atom);

    private static bool StartsWithNumber(string text) => !text.StartsWith("1[", StringComparison.Ordinal)
        && (char.IsAsciiDigit(text[0]) || Unending.Any(word => text.StartsWith(word, StringComparison.Ordinal)));

    private static readonly string[] Unending = ["∞", @"\infty", "NaN"];

    private static IEnumerable<Expr.Named> Names(Graph graph) => graph.Nodes.OfType<Expr.Named>().Reverse();

    /// <summary>Whether a definition speaks of its own answer alone.</summary>
    private static bool IsGeneral(Expr.Named name) =>
        name.Slot != Slot.None && Graph.From([name.X]).Nodes.All(node => node switch
        {
            Expr.Read { Source: var source } => source.Slot == name.Slot
                || source.Slot == Slot.None && !Notation.HasPlace(source.Quantity.Symbol.Unicode),
            Expr.Named inner => inner.Slot == name.Slot || inner.Slot == Slot.None,
            Expr.Repeat { To: Axes.Token token } => token.Answer == name.Slot.Answer,
            _ => true,
        });

    /// <summary>Different expressions of one name and slot are numbered; evidence of that name is the first.</summary>
    private static Dictionary<Expr.Named, int> Numbered(Graph graph)
    {
        var sources = graph.Evidence.Select(one => Notation.Bare(one.Quantity.Symbol.Unicode)).ToHashSet();
        return Names(graph).GroupBy(name => (Stem: Notation.Bare(name.Symbol.Unicode), name.Slot))
            .SelectMany(same => same.Select((name, k) => (name, k + (sources.Contains(same.Key.Stem) ? 2 : 1))))
            .ToDictionary(one => one.name, one => one.Item2);
    }
}
