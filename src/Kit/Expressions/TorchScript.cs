using System.Globalization;

namespace Kit.Expressions;

/// <summary>Expressions as TorchScript source that a person can read: named and shared parts are variables,
/// only <c>torch.*</c> operators and views.</summary>
public static class TorchScript
{
    /// <summary>A function from evidence, in the order of the parameters, to a list of tensors. Rows of zeros follow
    /// the evidence where <see cref="From"/> says so.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="parameters">At least the evidence that the outputs read.</param>
    /// <param name="outputs">Named results, in the order of the list.</param>
    public static string Function(
        string name, Sequence<Evidence> parameters, IReadOnlyList<(string Name, Expr Value)> outputs) =>
        From(name, parameters, outputs).Source;

    /// <summary>The same function with a list of the zeros that it wants besides the evidence.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="parameters">At least the evidence that the outputs read.</param>
    /// <param name="outputs">Named results, in the order of the list.</param>
    public static Script From(
        string name, Sequence<Evidence> parameters, IReadOnlyList<(string Name, Expr Value)> outputs)
    {
        var graph = Graph.From(Lowering.Apply(outputs.Select(output => output.Value)));
        var writer = new TorchScriptWriter(parameters, graph, [.. outputs.Select(output => output.Name)]);
        var body = writer.Body();
        var arguments = parameters.Select(one => one.Code).Concat(writer.Zeros.Select(zero => zero.Name));
        var signature = string.Join(", ", arguments.Select(argument => $"{argument}: Tensor"));
        return new Script(
            $"def {name}({signature}) -> List[Tensor]:\n{body}", [.. writer.Zeros.Select(zero => zero.Axes)]);
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
}
