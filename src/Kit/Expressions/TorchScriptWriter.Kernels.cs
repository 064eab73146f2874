using System.Diagnostics;

namespace Kit.Expressions;

/// <summary>Operators that do several operations at once.</summary>
internal sealed partial class TorchScriptWriter
{
    private readonly List<(Axes.Token Axes, string Name)> zeros = [];

    /// <summary>The rows of zeros that the body reads, in order of first reading.</summary>
    public Sequence<(Axes.Token Axes, string Name)> Zeros => Sequence.From(zeros);

    private string Fused(Kernel kernel) => kernel switch
    {
        Kernel.Sum { Term.Other: null } sum => Linear(sum.Addend, sum.Term),
        Kernel.Sum sum => Accumulated(Operand(sum.Addend), sum.Term),
        Kernel.Alone alone => Accumulated(Zero(alone.Axes), alone.Term),
        Kernel.Total total => $"torch.sum({Tensor(total.X)})",
        Kernel.Dot dot => $"torch.dot({Flat(dot.X)}, {Flat(dot.Y)})",
        _ => throw new UnreachableException($"No TorchScript for {kernel.GetType().Name}."),
    };

    /// <summary>a ± n·x.</summary>
    private string Linear(int a, Scaled term) => (IsNumber(a), term.Sign) switch
    {
        (true, _) => $"torch.rsub({Operand(term.X)}, {code[a]}, alpha={Scale(term.Negated)})",
        (_, < 0) => $"torch.sub({Operand(a)}, {Operand(term.X)}, alpha={Scale(term.Negated)})",
        _ => $"torch.add({Operand(a)}, {Operand(term.X)}, alpha={Scale(term)})",
    };

    /// <summary>a ± n·x·y and a ± n·x / y.</summary>
    private string Accumulated(string a, Scaled term)
    {
        var scale = term is { Sign: 1, Number: null } ? "" : $", value={Scale(term)}";
        var name = term.Other?.Operator is Binary.Divide ? "addcdiv" : "addcmul";
        return $"torch.{name}({a}, {string.Join(", ", term.Tensors.Select(Operand))}{scale})";
    }

    private string Scale(Scaled term) => (term.Number, term.Sign) switch
    {
        (null, var sign) => TorchScript.Number(sign),
        ({ } n, > 0) => code[n],
        ({ } n, _) when graph.Nodes[n] is Expr.Constant constant => TorchScript.Number(-constant.Value),
        ({ } n, _) => $"0.0 - {Hold(n, Bind.Call)}",
    };

    /// <summary>Operators with several operands broadcast: repeats need not be spread out.</summary>
    private string Operand(int place) => graph.Nodes[place] is Expr.Repeat { X.Axes: Axes.Pair } repeat
        ? Thin(repeat, graph.Inputs[place][0])
        : code[place];

    private string Flat(int place) => $"torch.reshape({Tensor(place)}, [-1])";

    private string Zero(Axes.Token axes)
    {
        if (zeros.Find(one => one.Axes == axes) is { Name: { } known }) return known;
        var name = Fresh($"zero_{Slot.FromAnswer(axes.Answer).Code}");
        zeros.Add((axes, name));
        return name;
    }
}
