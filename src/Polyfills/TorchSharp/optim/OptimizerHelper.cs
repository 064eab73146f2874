namespace TorchSharp.Modules;

/// <summary>Optimisers written in managed code: one state for each parameter, one loop over the groups.</summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    private readonly Dictionary<Parameter, OptimizerState> states = new(ReferenceEqualityComparer.Instance);

    /// <summary>The live options and states, in the order of the groups and their parameters.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in Groups)
        {
            dictionary.Options.Add(group.Options);
            var indices = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                indices.Add(dictionary.State.Count);
                dictionary.State.Add(states[parameter]);
            }
            dictionary.StateIndexRef.Add(indices);
        }
        return dictionary;
    }

    /// <summary>Copies options and states of an optimiser over parameters of the same shapes.</summary>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        if (own.Options.Count != state_dict.Options.Count || own.State.Count != state_dict.State.Count)
            throw new ArgumentException(
                $"load_state_dict: expected {own.Options.Count} groups with {own.State.Count} states, " +
                $"got {state_dict.Options.Count} with {state_dict.State.Count}.");
        for (int i = 0; i < own.Options.Count; i++) own.Options[i].LoadStateDict(state_dict.Options[i]);
        for (int i = 0; i < own.State.Count; i++) own.State[i].LoadStateDict(state_dict.State[i]);
    }

    private protected torch.Tensor Step(Func<torch.Tensor>? closure, Action<ParamGroup> update)
    {
        torch.Tensor? loss = null;
        if (closure is not null)
            using (torch.enable_grad()) loss = closure();
        using (torch.no_grad())
        using (torch.NewDisposeScope())
            foreach (var group in Groups) update(group);
        return loss!;
    }

    private protected void Remember<T>(ParamGroup group, Func<Parameter, T> create)
        where T : OptimizerState
    {
        foreach (var parameter in group.Parameters)
        {
            var state = create(parameter);
            state.Initialize(group.Options);
            states[parameter] = state;
        }
    }

    private protected T State<T>(Parameter parameter)
        where T : OptimizerState => (T)states[parameter];

    protected override void Dispose(bool disposing)
    {
        foreach (var state in states.Values) (state as IDisposable)?.Dispose();
        states.Clear();
    }
}
