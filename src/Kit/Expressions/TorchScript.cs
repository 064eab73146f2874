using System.Diagnostics;
using System.Globalization;

namespace Kit.Expressions;

/// <summary>Expressions as TorchScript source that a person can read: named and shared parts are variables,
/// only <c>torch.*</c> operators and views.</summary>
public static class TorchScript
{
    private const int LineLimit = 96;

    /// <summary>A function from evidence, in the order of the parameters, to a list of tensors.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="parameters">At least the evidence that the outputs read.</param>
    /// <param name="outputs">Named results, in the order of the list.</param>
    public static string Function(
        string name, Sequence<Evidence> parameters, IReadOnlyList<(string Name, Expr Value)> outputs)
    {
        var writer = new Writer(parameters, Graph.From(outputs.Select(output => output.Value)), outputs);
        var arguments = string.Join(", ", parameters.Select(one => $"{one.Code}: Tensor"));
        return $"def {name}({arguments}) -> List[Tensor]:\n{writer.Body()}";
    }

    /// <summary>A float literal.</summary>
    internal static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal)
            .Replace('E', 'e');
        return text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";
    }

    /// <summary>A bound of a range; infinity is no bound.</summary>
    internal static string Bound(double value) => double.IsInfinity(value) ? "None" : Number(value);

    private sealed class Writer(
        Sequence<Evidence> parameters, Graph graph, IReadOnlyList<(string Name, Expr Value)> outputs)
    {
        private readonly string[] code = new string[graph.Nodes.Count];
        private readonly HashSet<string> names = [.. parameters.Select(one => one.Code)];
        private readonly List<string> lines = [];

        public string Body()
        {
            var uses = graph.Uses;
            for (var node = 0; node < code.Length; node++) code[node] = Place(graph.Nodes[node], node, uses[node]);
            lines.Add($"return [{string.Join(", ", graph.Outputs.Select(Output))}]");
            return string.Concat(lines.Select(line => $"    {line}\n"));
        }

        /// <summary>Callers get tensors, also for an output that is a mere number.</summary>
        private string Output(int place) => graph.Nodes[place] is Expr.Constant
            ? $"torch.full_like(torch.sum({parameters[0].Code}), {code[place]})"
            : code[place];

        /// <summary>The text by which users of a node refer to it.</summary>
        private string Place(Expr node, int place, int uses)
        {
            var text = Text(node, graph.Inputs[place]);
            return graph.Inputs[place].Count == 0 ? text
                : NameOf(node, place) is { } name ? Assign(Fresh(name), text)
                : uses > 1 || text.Length >= LineLimit ? Assign(Fresh("shared"), text)
                : text;
        }

        private string? NameOf(Expr node, int place) => node switch
        {
            Expr.Named name when name.Slot == Slot.None => name.Symbol.Code,
            Expr.Named name => $"{name.Symbol.Code}_{name.Slot.Code}",
            _ => Enumerable.Range(0, outputs.Count).Where(output => graph.Outputs[output] == place)
                .Select(output => Identifier(outputs[output].Name)).FirstOrDefault(),
        };

        private static string Identifier(string name) =>
            string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')).TrimEnd('_');

        private string Assign(string name, string text)
        {
            lines.Add($"{name} = {text}");
            return name;
        }

        private string Fresh(string stem)
        {
            var name = stem;
            for (var k = 2; !names.Add(name); k++) name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{k}");
            return name;
        }

        private string Text(Expr node, Sequence<int> x) => node switch
        {
            Expr.Constant constant => Number(constant.Value),
            Expr.Read read => read.Source.Code,
            Expr.Map { Function: Unary.Negate } => Negate(x[0]),
            Expr.Map map => map.Function.Torch(code[x[0]]),
            Expr.Fold fold => fold.Reduction.Torch(code[x[0]]),
            Expr.Linear linear => linear.Transform.Torch(Variable(x[0])),
            Expr.Arrange arrange => Arrange(arrange.Ordering, code[x[0]], code[x[1]]),
            Expr.Repeat repeat => Repeat(repeat, x[0]),
            Expr.StopGradient => $"{Hold(x[0], Bind.Atom)}.detach()",
            Expr.Named => code[x[0]],
            Expr.Zip zip => Zip(zip, x[0], x[1]),
            _ => throw new UnreachableException($"No TorchScript for {node.GetType().Name}."),
        };

        /// <summary>LibTorch 1.13 reads <c>-(-0.5) * x</c> as 0, so a minus never meets a negative number.</summary>
        private string Negate(int x)
        {
            var operand = Hold(x, Bind.Product);
            return operand.TrimStart('(').StartsWith('-') ? $"torch.neg({code[x]})" : "-" + operand;
        }

        /// <summary>The name of a node, given one when it has none: for operands that are written more than once.
        /// </summary>
        private string Variable(int place) =>
            names.Contains(code[place]) ? code[place] : code[place] = Assign(Fresh("shared"), code[place]);

        /// <summary>Sorting by keys; the order's own order is the rank.</summary>
        private static string Arrange(Ordering ordering, string x, string keys)
        {
            var order = $"torch.sort({keys}, stable=True, dim=0, descending=False)[1]";
            return $"torch.index_select({x}, 0, {(ordering == Ordering.Sort ? order : $"torch.argsort({order})")})";
        }

        private string Zip(Expr.Zip zip, int a, int b)
        {
            var glyph = zip.Operator.Glyph;
            return zip.Operator is Binary.Maximum or Binary.Minimum
                ? zip.Operator.Torch(Tensor(a, b), Tensor(b, a))
                : zip.Operator.Torch(zip.Left is Expr.Constant ? code[a] : Hold(a, glyph.Left), Hold(b, glyph.Own + 1));
        }

        /// <summary>A number as a tensor like the other operand, for operators that take tensors only.</summary>
        private string Tensor(int place, int like) => graph.Nodes[place] is Expr.Constant
            ? $"torch.full_like({code[like]}, {code[place]})"
            : code[place];

        private string Repeat(Expr.Repeat repeat, int x)
        {
            var like = Like(repeat.To);
            return (graph.Nodes[x], repeat.X.Axes) switch
            {
                (Expr.Constant, _) => $"torch.full_like({like}, {code[x]})",
                (_, Axes.Pair) => $"torch.unsqueeze({code[x]}, 1).expand_as({like})",
                _ => $"{Hold(x, Bind.Atom)}.expand_as({like})",
            };
        }

        /// <summary>Something with the wanted axes, for its sizes alone.</summary>
        private string Like(Axes axes) =>
            parameters.FirstOrDefault(one => one.Axes == axes) is { } same ? same.Code
            : axes is Axes.Pair && parameters.FirstOrDefault(one => one.Axes is Axes.Token) is { } rows
                ? $"torch.select({rows.Code}, 1, 0)"
            : throw new ArgumentException($"TorchScript: expected evidence over {axes} that tells its size, got "
                + $"{parameters}. Read some evidence over {axes} in the expression.");

        private string Hold(int place, Bind needed) =>
            Tightness(graph.Nodes[place], place) >= needed ? code[place] : $"({code[place]})";

        /// <summary>Variables and calls are atoms; only arithmetic that was inlined can need brackets.</summary>
        private Bind Tightness(Expr node, int place) => node switch
        {
            _ when names.Contains(code[place]) => Bind.Atom,
            Expr.Constant { Value: < 0 } => Bind.Sign,
            Expr.Map { Function: Unary.Negate } => Bind.Sign,
            Expr.Zip { Operator: Binary.Maximum or Binary.Minimum } => Bind.Atom,
            Expr.Zip { Left: Expr.Constant { Value: < 0 }, Operator.Glyph.Own: Bind.Product } => Bind.Sign,
            Expr.Zip zip => zip.Operator.Glyph.Own,
            _ => Bind.Atom,
        };
    }
}
