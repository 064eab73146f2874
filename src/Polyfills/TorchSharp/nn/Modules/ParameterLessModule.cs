namespace TorchSharp.Modules;

/// <summary>A module with nothing to train or move.</summary>
public abstract class ParameterLessModule<T, TResult>(string name) : torch.nn.Module<T, TResult>(name)
{
    protected internal override torch.nn.Module _to(
        torch.Device? device, torch.ScalarType? dtype, bool non_blocking) => this;
}
