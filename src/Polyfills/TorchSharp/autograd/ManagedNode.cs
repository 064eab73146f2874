using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The managed half of a graph node: what native backward calls, alive as long as the graph.</summary>
internal sealed unsafe class ManagedNode
{
    private readonly string name;
    private readonly torch.autograd.AutogradContext context;
    private readonly Func<torch.autograd.AutogradContext, List<torch.Tensor>, List<torch.Tensor>> backward;
    private readonly bool[] isTensor;

    private ManagedNode(
        string name, torch.autograd.AutogradContext context,
        Func<torch.autograd.AutogradContext, List<torch.Tensor>, List<torch.Tensor>> backward, bool[] isTensor) =>
        (this.name, this.context, this.backward, this.isTensor) = (name, context, backward, isTensor);

    public static void Attach(
        string name, torch.autograd.AutogradContext context,
        Func<torch.autograd.AutogradContext, List<torch.Tensor>, List<torch.Tensor>> backward, bool[] isTensor,
        List<torch.Tensor> inputs, List<torch.Tensor> outputs)
    {
        var self = GCHandle.Alloc(new ManagedNode(name, context, backward, isTensor));
        nint[] i = torch.autograd.Handles(inputs), o = torch.autograd.Handles(outputs);
        nint[] constant = torch.autograd.Handles(context.NonDifferentiable),
            dirty = torch.autograd.Handles(context.Dirty);
        nint[] saved = torch.autograd.Handles(context.Saved);
        int status;
        fixed (nint* pi = i, po = o, pc = constant, pd = dirty, ps = saved)
            status = Bridge.tb_function_attach(
                name, GCHandle.ToIntPtr(self), &Backward, &Release, context.MaterializeGrads ? 1 : 0, pi, i.Length, po,
                o.Length, pc, constant.Length, pd, dirty.Length, ps, saved.Length);
        GC.KeepAlive(inputs);
        GC.KeepAlive(outputs);
        GC.KeepAlive(context);
        context.ForgetTensors();
        Failure.Check(status, name);
    }

    [UnmanagedCallersOnly]
    private static void Release(nint self) => GCHandle.FromIntPtr(self).Free();

    /// <summary>An exception crosses the native frames as a ticket.</summary>
    [UnmanagedCallersOnly]
    private static long Backward(nint self, nint node, nint* gradients, int count, nint* results, int resultCount)
    {
        try
        {
            ((ManagedNode)GCHandle.FromIntPtr(self).Target!).Run(node, gradients, count, results, resultCount);
            return 0;
        }
        catch (Exception exception)
        {
            return Failure.Keep(exception);
        }
    }

    private void Run(nint node, nint* gradients, int count, nint* results, int resultCount)
    {
        using var scope = torch.NewDisposeScope();
        var given = new List<torch.Tensor>(count);
        for (int i = 0; i < count; i++)
            given.Add(gradients[i] == 0 ? torch.Tensor.Absent() : new torch.Tensor(gradients[i]));
        List<torch.Tensor> found;
        lock (context)
        {
            context.Node = node;
            found = backward(context, given);
            context.Node = 0;
        }
        Write(found, results, resultCount);
    }

    private void Write(List<torch.Tensor> found, nint* results, int resultCount)
    {
        if (found.Count < isTensor.Length || found.Skip(isTensor.Length).Any(Given))
            throw new InvalidOperationException(
                $"{name}: expected backward to return {isTensor.Length} gradients, one for each argument of forward, " +
                $"got {found.Count}. Return null for an argument that is no tensor.");
        int next = 0;
        for (int i = 0; i < isTensor.Length; i++)
        {
            if (!isTensor[i] && Given(found[i]))
                throw new InvalidOperationException(
                    $"{name}: expected no gradient for argument {i}, which is no tensor, " +
                    $"got {Failure.Describe(found[i])}.");
            if (isTensor[i] && next < resultCount)
                results[next++] = Given(found[i]) ? Bridge.tb_tensor_alias(found[i].Handle) : 0;
        }
    }

    private static bool Given(torch.Tensor? gradient) => gradient is { IsInvalid: false };
}
