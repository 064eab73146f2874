using System.Diagnostics;
using System.Globalization;

namespace Kit.Expressions;

/// <summary>Writes the body of one function. Numbers stay Python floats; a repeat is a view where an operator
/// broadcasts.
/// </summary>
internal sealed partial class TorchScriptWriter(Sequence<Evidence> parameters, Graph graph, Sequence<string> outputs)
{
    private const int LineLimit = 96;

    private readonly Fusion fusion = new(graph);

    /// <summary>What a name stands for; it gets no second one.</summary>
    private readonly HashSet<int> headed =
        [.. graph.Nodes.Zip(graph.Inputs).Where(node => node.First is Expr.Named).Select(node => node.Second[0])];

    private readonly string[] code = new string[graph.Nodes.Count];
    private readonly HashSet<string> names = [.. parameters.Select(one => one.Code)];
    private readonly List<string> lines = [];

    public string Body()
    {
        var uses = graph.Uses;
        for (var node = 0; node < code.Length; node++) code[node] = Place(graph.Nodes[node], node, uses[node]);
        lines.Add($"return [{string.Join(", ", graph.Outputs.Select(Tensor))}]");
        return string.Concat(lines.Select(line => $"    {line}\n"));
    }

    /// <summary>The text by which users of a node refer to it.</summary>
    private string Place(Expr node, int place, int uses)
    {
        var inputs = graph.Inputs[place];
        if (fusion.Absorbs(place)) return "";
        if (node is Expr.Repeat) return IsNumber(place) ? code[inputs[0]] : Repeated(inputs[0], uses);
        var text = fusion[place] is { } kernel ? Fused(kernel) : Text(node, inputs);
        return inputs.Count == 0 ? text
            : NameOf(node, place) is { } name ? Assign(Fresh(name), text)
            : uses > 1 || (text.Length >= LineLimit && !headed.Contains(place)) ? Assign(Fresh("shared"), text)
            : text;
    }

    private string? NameOf(Expr node, int place) => node switch
    {
        Expr.Named name when name.Slot == Slot.None => name.Symbol.Code,
        Expr.Named name => $"{name.Symbol.Code}_{name.Slot.Code}",
        _ => Enumerable.Range(0, outputs.Count).Where(output => graph.Outputs[output] == place)
            .Select(output => Identifier(outputs[output])).FirstOrDefault(),
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
        Expr.Constant constant => TorchScript.Number(constant.Value),
        Expr.Read read => read.Source.Code,
        Expr.Map { Function: Unary.Negate } => Negate(x[0]),
        Expr.Map { Function: Unary.IsPositive or Unary.IsNegative } map => map.Function.Torch(Variable(x[0])),
        Expr.Map map => map.Function.Torch(Tensor(x[0])),
        Expr.Fold fold => IsNumber(x[0]) ? Fold(fold, x[0]) : fold.Reduction.Torch(Tensor(x[0])),
        Expr.Linear linear => linear.Transform.Torch(Variable(x[0])),
        Expr.Arrange arrange => Arrange(arrange.Ordering, Tensor(x[0]), Tensor(x[1])),
        Expr.StopGradient => IsNumber(x[0]) ? Hold(x[0], Bind.Atom) : $"{Whole(x[0], Bind.Atom)}.detach()",
        Expr.Named => Whole(x[0], Bind.Free),
        Expr.Zip zip => Zip(zip, x[0], x[1]),
        _ => throw new UnreachableException($"No TorchScript for {node.GetType().Name}."),
    };

    /// <summary>LibTorch 1.13 reads <c>-(-0.5) * x</c> as 0, so a minus never meets a negative number.</summary>
    private string Negate(int x)
    {
        var operand = Whole(x, Bind.Product);
        return !operand.TrimStart('(').StartsWith('-') ? "-" + operand
            : IsNumber(x) ? $"(0.0 - {operand})"
            : $"torch.neg({Tensor(x)})";
    }

    /// <summary>A sum of one number is the number times the size.</summary>
    private string Fold(Expr.Fold fold, int x) => fold.Reduction switch
    {
        Reduction.OverPairs => Times(x, $"float({Rows()})"),
        Reduction.OverTokens => Times(x, $"float({Like(fold.X.Axes)}.size(1))"),
        _ => Hold(x, Bind.Atom),
    };

    private string Times(int x, string size) => code[x] == "1.0" ? size : $"({Hold(x, Bind.Product)} * {size})";

    /// <summary>Sorting by keys; the order's own order is the rank.</summary>
    private static string Arrange(Ordering ordering, string x, string keys)
    {
        var order = $"torch.sort({keys}, stable=True, dim=0, descending=False)[1]";
        return $"torch.index_select({x}, 0, {(ordering == Ordering.Sort ? order : $"torch.argsort({order})")})";
    }

    private string Zip(Expr.Zip zip, int a, int b)
    {
        var glyph = zip.Operator.Glyph;
        if (IsNumber(a) && IsNumber(b) && glyph.Own != Bind.Call) return Joined(zip.Operator, code[a], code[b], a, b);
        var whole = Covers(a, zip.Axes) || Covers(b, zip.Axes);
        var left = whole ? Broadcast(a, b) : Tensor(a, zip.Axes);
        var right = whole ? Broadcast(b, a)
            : graph.Nodes[b] is Expr.Repeat repeat ? Thin(repeat, graph.Inputs[b][0])
            : code[b];
        return glyph.Own == Bind.Call
            ? zip.Operator.Torch(IsNumber(a) ? Tensor(a, AxesOf(b)) : left, IsNumber(b) ? Tensor(b, AxesOf(a)) : right)
            : Joined(zip.Operator, left, right, a, b);
    }

    /// <summary>a ∘ b with the brackets that inlined operands need.</summary>
    private string Joined(Binary @operator, string left, string right, int a, int b)
    {
        var glyph = @operator.Glyph;
        return @operator.Torch(
            left == code[a] && graph.Nodes[a] is not Expr.Constant ? Hold(a, glyph.Left) : left,
            right == code[b] ? Hold(b, glyph.Own + 1) : right);
    }

    private bool Covers(int place, Axes axes) => graph.Covers(place, axes);

    /// <summary>An operand beside one that has all axes: numbers and repeats need not be spread out.</summary>
    private string Broadcast(int place, int other) => graph.Nodes[place] is Expr.Repeat repeat && !IsNumber(place)
        && Covers(other, repeat.To) ? Thin(repeat, graph.Inputs[place][0]) : Spread(place);

    private string Spread(int place) => IsNumber(place) ? code[place] : Tensor(place);

    private string Thin(Expr.Repeat repeat, int x) =>
        repeat.X.Axes is Axes.Pair ? $"torch.unsqueeze({Tensor(x)}, 1)" : Hold(x, Bind.Atom);

    /// <summary>What a repeat repeats; a variable, where more than one place repeats it.</summary>
    private string Repeated(int x, int uses) => uses > 1 ? Variable(x) : code[x];

    /// <summary>The name of a node, given one when it has none: for operands that are written more than once.
    /// </summary>
    private string Variable(int place)
    {
        var text = Tensor(place);
        if (names.Contains(text)) return text;
        var name = Assign(Fresh("shared"), text);
        return text == code[place] ? code[place] = name : name;
    }

    /// <summary>A node as a tensor with its own axes, also where it is a mere number.</summary>
    private string Tensor(int place) => Tensor(place, AxesOf(place));

    private string Tensor(int place, Axes axes) => (graph.Nodes[place], IsNumber(place)) switch
    {
        (_, true) => $"torch.full_like({Like(axes)}, {code[place]})",
        (Expr.Repeat repeat, _) => $"{Thin(repeat, graph.Inputs[place][0])}.expand_as({Like(repeat.To)})",
        _ => code[place],
    };

    /// <summary>Something with the wanted axes, for its sizes alone.</summary>
    private string Like(Axes axes) =>
        parameters.FirstOrDefault(one => one.Axes == axes) is { } same ? same.Code
        : axes is Axes.None && parameters.Count > 0 ? $"torch.sum({parameters[0].Code})"
        : axes is Axes.Pair && parameters.FirstOrDefault(one => one.Axes is Axes.Token) is { } rows
            ? $"torch.select({rows.Code}, 1, 0)"
        : throw new ArgumentException($"TorchScript: expected evidence over {axes} that tells its size, got "
            + $"{parameters}. Read some evidence over {axes} in the expression.");

    /// <summary>B.</summary>
    private string Rows() => parameters.FirstOrDefault(one => one.Axes.Rank > 0) is { } sized
        ? $"{sized.Code}.size(0)"
        : $"{Like(Axes.PerPair)}.size(0)";

    private Axes AxesOf(int place) => graph.Nodes[place].Axes;

    private bool IsNumber(int place) => Lowering.IsNumber(graph.Nodes[place]);

    /// <summary>A node with its own axes, or a number, in brackets where it needs them.</summary>
    private string Whole(int place, Bind needed) =>
        graph.Nodes[place] is Expr.Repeat && !IsNumber(place) ? Tensor(place) : Hold(place, needed);

    private string Hold(int place, Bind needed) =>
        Tightness(place) >= needed ? code[place] : $"({code[place]})";

    /// <summary>Variables and calls are atoms; only arithmetic that was inlined can need brackets.</summary>
    private Bind Tightness(int place) => graph.Nodes[place] switch
    {
        _ when names.Contains(code[place]) => Bind.Atom,
        Expr.Constant { Value: < 0 } => Bind.Sign,
        Expr.Map { Function: Unary.Negate } => Bind.Sign,
        Expr.Repeat => Tightness(graph.Inputs[place][0]),
        Expr.Zip { Operator: Binary.Maximum or Binary.Minimum } => Bind.Atom,
        Expr.Zip zip when code[place].StartsWith('-') => Bind.Sign < zip.Operator.Glyph.Own ? Bind.Sign : Bind.Sum,
        Expr.Zip zip => zip.Operator.Glyph.Own,
        _ => Bind.Atom,
    };
}
