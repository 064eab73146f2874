using Kit.Data.Storage;
using Kit.Models;
using Kit.Models.Caches;
using Kit.Models.Peft;
using Kit.Torch.Heads;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Train.Rewards;

/// <summary>A language model that says one number of a token: what a critic expects (<c>value</c>) or what a reward
/// model says (<c>reward.head</c>). Adapters and a scalar head of its own on weights that others share.</summary>
/// <param name="Model">The shared weights.</param>
/// <param name="Adapters">Beside it, in place only while the critic reads.</param>
/// <param name="Head">From states to numbers.</param>
public sealed record Critic(CausalLm Model, Adapters Adapters, ScalarHead Head) : IDisposable
{
    private const string HeadName = "head.safetensors";

    /// <summary>A critic that says 0 of everything: fresh adapters, a head of zeros.</summary>
    /// <param name="model">The shared weights; nothing may be in place on it.</param>
    /// <param name="lora">Where and how large.</param>
    /// <param name="seed">Of the adapters.</param>
    /// <param name="name">Of the adapters, such as "reward".</param>
    public static Critic Create(CausalLm model, Lora lora, long seed, string name) =>
        new(model, lora.Create(model, seed, name), new ScalarHead(model.Config.HiddenSize, model.Place));

    /// <summary>What an optimiser moves.</summary>
    public IEnumerable<Parameter> Parameters => Adapters.Parameters.Concat(Head.parameters());

    /// <summary>V before each scored token: the head on the state that predicts it, [S], float32.</summary>
    /// <param name="visual">Visual tokens of all rows, [M, D].</param>
    /// <param name="layout">Rows with M places; <see cref="Row.AtEnd"/> asks after the last token instead.</param>
    public Tensor Read(Tensor visual, Layout layout)
    {
        using var mine = Adapters.On();
        return Head.call(Model.call(visual, layout));
    }

    /// <summary>The number of the last true token of plain sequences: int64 [N, T] → [N], float32.</summary>
    /// <param name="ids">Token ids, padded on either side.</param>
    /// <param name="attended">1 on tokens, 0 on padding, [N, T], int64.</param>
    /// <exception cref="ArgumentException">A sequence has no token; its row is named.</exception>
    public Tensor Last(Tensor ids, Tensor attended)
    {
        using var mine = Adapters.On();
        return Head.Last(Model.States(ids, attended), attended);
    }

    /// <summary>Another with the same weights: a value model starts from the reward model.</summary>
    public Critic Copy(string name)
    {
        var head = new ScalarHead(Model.Config.HiddenSize, Model.Place);
        Checkpoint.Copy(Head, head);
        return new Critic(Model, Adapters.CopyTo(Model, name), head);
    }

    /// <summary>Writes a PEFT folder with the head beside it, <c>head.safetensors</c>: <c>weight</c> [1, D] and
    /// <c>bias</c> [1].</summary>
    public void Save(string folder) => Save(folder, origin: null);

    /// <param name="folder">As above.</param>
    /// <param name="origin">The checkpoint that the configuration names as its base; null for none.</param>
    internal void Save(string folder, string? origin)
    {
        var peft = PeftAdapter.From(Adapters);
        (origin is null ? peft : peft.WithBase(origin)).Save(folder);
        Checkpoint.Save(Head, Path.Combine(folder, HeadName));
    }

    /// <summary>Reads what <see cref="Save(string)"/> wrote.</summary>
    public static Critic Load(string folder, CausalLm model, string name)
    {
        var head = new ScalarHead(model.Config.HiddenSize, model.Place);
        Checkpoint.Load(head, Path.Combine(folder, HeadName));
        return new Critic(model, PeftAdapter.Load(folder, model, name).Adapters, head);
    }

    /// <summary>Gives this one, where it is, the weights that <see cref="Save(string)"/> wrote.</summary>
    internal void Restore(string folder)
    {
        PeftAdapter.From(Adapters).Restore(folder);
        Checkpoint.Load(Head, Path.Combine(folder, HeadName));
    }

    /// <summary>Hash of its weights as they stand.</summary>
    internal string Digest => TensorDigest.From(State.Select(one => StoredTensor.Source(one.Key, one.Value)));

    /// <summary>Adapters by their paths, and the head.</summary>
    internal IReadOnlyDictionary<string, Tensor> State => Adapters.Named
        .Concat(Head.named_parameters().Select(p => ($"head.{p.name}", p.parameter)))
        .ToDictionary(one => one.Item1, one => (Tensor)one.Item2);

    public override string ToString() => $"critic {Adapters.Name}";

    public void Dispose()
    {
        Adapters.Dispose();
        foreach (var parameter in Head.parameters()) parameter.Dispose();
    }
}
