using System.Collections;

namespace TorchSharp.Modules;

/// <summary>Parameters under the names 0, 1, 2, …</summary>
public class ParameterList : torch.nn.Module, IList<Parameter>
{
    private readonly List<Parameter> items = [];
    private bool registered;

    public ParameterList(params Parameter[] parameters)
        : base(nameof(ParameterList)) => items.AddRange(parameters);

    public Parameter this[int index]
    {
        get => items[index];
        set => items[index] = value;
    }

    public int Count => items.Count;

    public bool IsReadOnly => false;

    public void Add(Parameter item) => items.Add(item);

    public void append(params Parameter[] parameters) => items.AddRange(parameters);

    public void extend(IEnumerable<Parameter> parameters) => items.AddRange(parameters);

    public void Insert(int index, Parameter item) => items.Insert(index, item);

    public void RemoveAt(int index) => items.RemoveAt(index);

    public bool Remove(Parameter item) => items.Remove(item);

    public void Clear() => items.Clear();

    public bool Contains(Parameter item) => items.Contains(item);

    public int IndexOf(Parameter item) => items.IndexOf(item);

    public void CopyTo(Parameter[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);

    public IEnumerator<Parameter> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>At the end of the owner's constructor, when the list is complete.</summary>
    protected override void RegisterComponents()
    {
        if (registered) return;
        for (int i = 0; i < items.Count; i++) register_parameter(FormattableString.Invariant($"{i}"), items[i]);
        registered = true;
    }

    private protected override void ReplaceItems(Dictionary<torch.Tensor, torch.Tensor> moved)
    {
        for (int i = 0; i < items.Count; i++)
            if (moved.TryGetValue(items[i], out var replacement)) items[i] = (Parameter)replacement;
    }
}
