using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>A named set of adapters of one model. In place, the model computes with them; off, it is the base model
/// again. Disposing takes them off for good.</summary>
/// <remarks>Several sets may stand beside one model, one of them in place at a time: the reference is the base model
/// (<see cref="Off"/>) or another set (<see cref="InsteadOf"/>).</remarks>
public sealed class Adapters : IDisposable
{
    private readonly DropoutStream dropout;
    private readonly IReadOnlyList<PlacedAdapter> attached;
    private readonly IReadOnlyList<SavedModule> saved;

    internal Adapters(
        string name, Lora lora, DropoutStream dropout, IReadOnlyList<PlacedAdapter> attached,
        IReadOnlyList<SavedModule> saved)
    {
        (Name, Lora, this.dropout, this.attached, this.saved) = (name, lora, dropout, attached, saved);
    }

    public string Name { get; }

    /// <summary>What they were made from.</summary>
    public Lora Lora { get; }

    /// <summary>Whether the model computes with them now.</summary>
    public bool InPlace { get; private set; }

    /// <summary>The trainable parameters by PEFT's names: <c>….lora_A.weight</c> [r, in], <c>….lora_B.weight</c> [out,
    /// r], and the modules that are trained whole under their own.</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Named => attached.SelectMany(a => new[]
    {
        ($"{a.Path}.lora_A.weight", a.Adapter.A), ($"{a.Path}.lora_B.weight", a.Adapter.B),
    }).Concat(saved.SelectMany(s => s.Named));

    public IEnumerable<Parameter> Parameters => Named.Select(n => n.Parameter);

    /// <summary>Puts them in place.</summary>
    /// <exception cref="InvalidOperationException">Others are in place.</exception>
    public void Place()
    {
        if (InPlace) return;
        if (attached.FirstOrDefault(a => a.Target.Adapter is not null) is { } taken)
            throw new InvalidOperationException(
                $"adapters {Name}: expected no others in place, got some at {taken.Path}. "
                + $"Take them off first, or use {nameof(InsteadOf)}.");
        foreach (var a in attached) a.Target.Adapter = a.Adapter;
        foreach (var s in saved) s.Place();
        InPlace = true;
    }

    /// <summary>Puts them in place until the result is disposed, where none are.</summary>
    /// <exception cref="InvalidOperationException">Others are in place.</exception>
    public IDisposable On()
    {
        if (InPlace) return new Undo(() => { });
        Place();
        return new Undo(Remove);
    }

    /// <summary>Takes them off until the result is disposed: the model is the base model.</summary>
    public IDisposable Off()
    {
        if (!InPlace) return new Undo(() => { });
        Remove();
        return new Undo(Place);
    }

    /// <summary>Puts them in the place of others until the result is disposed.</summary>
    public IDisposable InsteadOf(Adapters others)
    {
        var back = others.Off();
        Place();
        return new Undo(() =>
        {
            Remove();
            back.Dispose();
        });
    }

    /// <summary>Others of the same values, beside a model of the same shapes; not in place.</summary>
    public Adapters CopyTo(nn.Module root, string name)
    {
        var copy = Lora.Create(root, seed: 0, name);
        using var still = no_grad();
        foreach (var (to, from) in copy.Parameters.Zip(Parameters)) to.copy_(from);
        return copy;
    }

    /// <summary>Drops inputs as a training step does, until the result is disposed; the masks are a function of (seed,
    /// step).</summary>
    public IDisposable Dropping(int step) => dropout.At(step);

    /// <summary>Adds the updates to the model's weights and takes the adapters off, then measures what that changed.
    /// </summary>
    /// <param name="score">Log-probabilities of fixed samples under the model as it stands, nats.</param>
    public Merged Merge(Func<Tensor> score)
    {
        Place();
        var updates = attached.Select(a => (a.Target.Weight, (Func<Tensor>)(() => a.Adapter.Merge(a.Target.Weight))));
        return Merged.From(this, [.. updates, .. saved.SelectMany(s => s.Updates)], score);
    }

    public void Dispose()
    {
        if (InPlace) Remove();
        foreach (var parameter in Parameters.ToArray()) parameter.Dispose();
    }

    internal void Remove()
    {
        foreach (var a in attached) a.Target.Adapter = null;
        foreach (var s in saved) s.Remove();
        InPlace = false;
    }
}
