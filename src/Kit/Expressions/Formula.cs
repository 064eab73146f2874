using System.Diagnostics;

namespace Kit.Expressions;

/// <summary>Expressions as mathematics. Named parts are written by name and defined once, after the formula.</summary>
/// <remarks>A definition that reads the same for every answer is given once, for y: s(y) = Σ_t m·log π.</remarks>
public static class Formula
{
    /// <summary>For a hover, a console, a notebook.</summary>
    public static string Unicode(Expr expr) => Text(expr, Notation.Unicode);

    /// <summary>For a paper; no delimiters.</summary>
    public static string Latex(Expr expr) => Text(expr, Notation.Latex);

    private static string Text(Expr expr, Notation notation)
    {
        var writer = new Writer(notation);
        var head = writer.Write(expr, Slot.None);
        return string.Join(", ", [head, .. writer.Definitions(expr)]);
    }

    private sealed class Writer(Notation notation)
    {
        private static readonly Slot AnyAnswer = new("y");

        /// <summary>The where-clause: outermost names first.</summary>
        public IEnumerable<string> Definitions(Expr expr)
        {
            var names = Graph.From([expr]).Nodes.OfType<Expr.Named>().Reverse().ToArray();
            var general = names.Select(name => Define(name, IsGeneral(name) ? name.Slot : Slot.None)).ToArray();
            var clashes = general.Distinct().GroupBy(Left).Where(same => same.Count() > 1).Select(same => same.Key);
            var specific = clashes.ToHashSet();
            return general.Select((text, k) => specific.Contains(Left(text)) ? Define(names[k], Slot.None) : text)
                .Distinct();
        }

        /// <summary>A formula; evidence of the slot <paramref name="general"/> is written without it.</summary>
        public string Write(Expr expr, Slot general) => expr switch
        {
            Expr.Constant constant => notation.Number(constant.Value),
            Expr.Read read => Symbol(read.Source.Quantity.Symbol, read.Source.Slot, general, bare: ""),
            Expr.Named name => Symbol(name.Symbol, name.Slot, general, bare: AnyAnswer.Name),
            Expr.Repeat repeat => Write(repeat.X, general),
            Expr.StopGradient stop => notation.StopGradient(Write(stop.X, general)),
            Expr.Map map => Fill(map.Function.Glyph, general, map.X),
            Expr.Fold fold => Fill(fold.Reduction.Glyph, general, fold.X),
            Expr.Linear linear => Fill(linear.Transform.Glyph, general, linear.X),
            Expr.Arrange arrange => Fill(Glyph.Of(arrange.Ordering), general, arrange.X, arrange.Keys),
            Expr.Zip zip => Fill(zip.Operator.Glyph, general, zip.Left, zip.Right),
            _ => throw new UnreachableException($"No notation for {expr.GetType().Name}."),
        };

        private static string Left(string definition) =>
            definition[..definition.IndexOf('=', StringComparison.Ordinal)];

        private static bool IsGeneral(Expr.Named name) =>
            name.Slot != Slot.None && SlotsIn(name.X).All(slot => slot == name.Slot);

        private static IEnumerable<Slot> SlotsIn(Expr expr) => Graph.From([expr]).Nodes.Select(node => node switch
        {
            Expr.Read read => read.Source.Slot,
            Expr.Named name => name.Slot,
            _ => Slot.None,
        }).Where(slot => slot != Slot.None);

        private string Define(Expr.Named name, Slot general) =>
            $"{Symbol(name.Symbol, name.Slot, general, AnyAnswer.Name)} = {Write(name.X, general)}";

        private string Symbol(Symbol symbol, Slot slot, Slot general, string bare)
        {
            var pattern = notation.Pattern(symbol);
            if (slot != Slot.None && slot != general) return Notation.Fill(pattern, notation.Slot(slot));
            return bare.Length == 0 || slot == Slot.None
                ? Notation.Fill(pattern.Replace("(#1)", "", StringComparison.Ordinal), "")
                : Notation.Fill(pattern, bare);
        }

        private string Fill(Glyph glyph, Slot general, Expr left, Expr? right = null)
        {
            var second = right is null ? "" : Hold(right, general, glyph.Right);
            var first = left is Expr.Constant ? Write(left, general) : Hold(left, general, glyph.Left);
            return Notation.Fill(notation.Pattern(glyph), first, second);
        }

        private string Hold(Expr expr, Slot general, Bind needed) =>
            BindOf(expr) >= needed ? Write(expr, general) : notation.Brackets(Write(expr, general));

        private static Bind BindOf(Expr expr) => expr switch
        {
            Expr.Constant { Value: < 0 } => Bind.Sign,
            Expr.Repeat repeat => BindOf(repeat.X),
            Expr.Map map => map.Function.Glyph.Own,
            Expr.Fold fold => fold.Reduction.Glyph.Own,
            Expr.Linear linear => linear.Transform.Glyph.Own,
            Expr.Arrange => Bind.Call,
            Expr.Zip { Left: Expr.Constant { Value: < 0 }, Operator.Glyph.Own: Bind.Product } => Bind.Sign,
            Expr.Zip zip => zip.Operator.Glyph.Own,
            _ => Bind.Atom,
        };
    }
}
