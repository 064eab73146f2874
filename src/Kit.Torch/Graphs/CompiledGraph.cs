using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kit.Expressions;
using static TorchSharp.torch;

namespace Kit.Torch;

/// <summary>Expressions compiled by TorchScript: evidence in, one tensor per output.</summary>
/// <remarks>Compiled once; runs where its inputs live, in their type, and autograd sees through it.</remarks>
public sealed class CompiledGraph : IDisposable
{
    private const string Entry = "graph";
    private readonly jit.CompilationUnit unit;
    private readonly ZeroRow zero = new();
    private readonly Sequence<int> zeros;

    private CompiledGraph(Sequence<Evidence> evidence, Script script)
    {
        Evidence = evidence;
        zeros = Sequence.From(script.Zeros.Select(axes => evidence.TakeWhile(one => one.Axes != axes).Count()));
        unit = jit.compile(script.Source);
    }

    /// <summary>What is read, in the order of the compiled function's parameters.</summary>
    public Sequence<Evidence> Evidence { get; }

    /// <param name="outputs">Named expressions; the names become variables of the source.</param>
    public static CompiledGraph From(IReadOnlyList<(string Name, Expr Value)> outputs)
    {
        var evidence = Graph.From(outputs.Select(output => output.Value)).Evidence;
        return new CompiledGraph(evidence, TorchScript.From(Entry, evidence, outputs));
    }

    /// <summary>One tensor per output, in order.</summary>
    /// <param name="evidence">At least <see cref="Evidence"/>; masks may be bool or integer.</param>
    public Tensor[] Apply(IReadOnlyDictionary<Evidence, Tensor> evidence)
    {
        var inputs = EvidenceTensors.Checked(Evidence, evidence);
        return Tensors(unit.invoke(Entry, [.. inputs, .. zeros.Select(beside => zero.Like(inputs[beside]))]));
    }

    /// <summary>TorchSharp hands short lists over as a tensor or a tuple.</summary>
    private static Tensor[] Tensors(object results) => results switch
    {
        Tensor[] list => list,
        Tensor one => [one],
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(place => (Tensor)tuple[place]!)],
        _ => throw new UnreachableException($"TorchScript returned {results.GetType().Name}."),
    };

    public void Dispose()
    {
        zero.Dispose();
        unit.Dispose();
    }
}
