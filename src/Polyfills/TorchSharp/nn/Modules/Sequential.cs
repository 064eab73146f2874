namespace TorchSharp.Modules;

/// <summary>One module after another.</summary>
public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly List<torch.nn.IModule<torch.Tensor, torch.Tensor>> steps = [];

    internal Sequential(IEnumerable<(string Name, torch.nn.Module<torch.Tensor, torch.Tensor> Module)> modules)
        : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules) append(name, module);
    }

    public int Count => steps.Count;

    public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] => steps[index];

    public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
    {
        add_module(name, (torch.nn.Module)module);
        steps.Add(module);
        return this;
    }

    public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) =>
        append(FormattableString.Invariant($"{steps.Count}"), module);

    /// <summary>Frees what lies between the steps as soon as the next step has it.</summary>
    public override torch.Tensor forward(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var current = tensor.alias();
        foreach (var step in steps) current = step.call(current);
        return current.MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents()
    {
    }
}
