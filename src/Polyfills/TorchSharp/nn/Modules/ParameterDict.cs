using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Modules;

/// <summary>Parameters under names, in the order they were added.</summary>
public class ParameterDict : torch.nn.Module, IDictionary<string, Parameter>, IList<(string, Parameter)>
{
    private readonly List<(string Name, Parameter Value)> list = [];
    private bool registered;

    public ParameterDict()
        : base(nameof(ParameterDict))
    {
    }

    public int Count => list.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => list.ConvertAll(item => item.Name);

    public ICollection<Parameter> Values => list.ConvertAll(item => item.Value);

    public Parameter this[string key]
    {
        get => TryGetValue(key, out var value)
            ? value
            : throw new KeyNotFoundException(
                $"ParameterDict: expected one of [{string.Join(", ", Keys)}], got \"{key}\".");
        set
        {
            int index = list.FindIndex(item => item.Name == key);
            if (index < 0) list.Add((key, value));
            else list[index] = (key, value);
        }
    }

    public (string, Parameter) this[int index]
    {
        get => list[index];
        set => list[index] = value;
    }

    public IEnumerable<string> keys() => Keys;

    public IEnumerable<Parameter> values() => Values;

    public IEnumerator<(string, Parameter)> items() => list.GetEnumerator();

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value)
    {
        int index = list.FindIndex(item => item.Name == key);
        value = index < 0 ? default : list[index].Value;
        return index >= 0;
    }

    public bool ContainsKey(string key) => list.Exists(item => item.Name == key);

    public bool Contains(KeyValuePair<string, Parameter> item) => Contains((item.Key, item.Value));

    public bool Contains((string, Parameter) item) => list.Contains(item);

    public int IndexOf((string, Parameter) item) => list.IndexOf(item);

    public void Add(string key, Parameter value) => Add((key, value));

    public void Add(KeyValuePair<string, Parameter> item) => Add((item.Key, item.Value));

    public void Add((string, Parameter) item)
    {
        if (ContainsKey(item.Item1)) throw new ArgumentException($"ParameterDict: \"{item.Item1}\" is there already.");
        list.Add(item);
    }

    public void Insert(int index, (string, Parameter) item) => list.Insert(index, item);

    public bool Remove(string key) => list.RemoveAll(item => item.Name == key) > 0;

    public bool Remove(KeyValuePair<string, Parameter> item) => Remove((item.Key, item.Value));

    public bool Remove((string, Parameter) item) => list.Remove(item);

    public void RemoveAt(int index) => list.RemoveAt(index);

    public void Clear() => list.Clear();

    public void clear() => list.Clear();

    public void CopyTo((string, Parameter)[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => Pairs().CopyTo(array, arrayIndex);

    public IEnumerator<(string, Parameter)> GetEnumerator() => list.GetEnumerator();

    IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() =>
        Pairs().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
        if (registered) return;
        foreach (var (name, value) in list) register_parameter(name, value);
        registered = true;
    }

    private protected override void ReplaceItems(Dictionary<torch.Tensor, torch.Tensor> moved)
    {
        for (int i = 0; i < list.Count; i++)
            if (moved.TryGetValue(list[i].Value, out var replacement)) list[i] = (list[i].Name, (Parameter)replacement);
    }

    private List<KeyValuePair<string, Parameter>> Pairs() =>
        list.ConvertAll(item => KeyValuePair.Create(item.Name, item.Value));
}
