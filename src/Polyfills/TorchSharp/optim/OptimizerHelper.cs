namespace TorchSharp.Modules;

/// <summary>Optimisers written in managed code: one state for each parameter, one loop over the groups.</summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    private readonly Dictionary<Parameter, IDisposable> states = new(ReferenceEqualityComparer.Instance);

    public override torch.Tensor step(Func<torch.Tensor>? closure = null)
    {
        torch.Tensor? loss = null;
        if (closure is not null)
            using (torch.enable_grad()) loss = closure();
        using (torch.no_grad())
        using (torch.NewDisposeScope())
            foreach (var group in Groups) Update(group);
        return loss ?? torch.Tensor.Absent();
    }

    private protected abstract void Update(ParamGroup group);

    private protected T State<T>(Parameter parameter, Func<T> create)
        where T : IDisposable
    {
        if (!states.TryGetValue(parameter, out var state)) states[parameter] = state = create();
        return (T)state;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var state in states.Values) state.Dispose();
        states.Clear();
    }
}
