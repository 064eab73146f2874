using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Modules;

/// <summary>Modules under names, in the order they were added.</summary>
public class ModuleDict<T> : torch.nn.Module, IDictionary<string, T>, IList<(string, T)>
    where T : torch.nn.Module
{
    private readonly List<(string Name, T Value)> list = [];
    private bool registered;

    public ModuleDict()
        : base(nameof(ModuleDict<T>))
    {
    }

    public int Count => list.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => list.ConvertAll(item => item.Name);

    public ICollection<T> Values => list.ConvertAll(item => item.Value);

    public T this[string key]
    {
        get => TryGetValue(key, out var value)
            ? value
            : throw new KeyNotFoundException(
                $"ModuleDict: expected one of [{string.Join(", ", Keys)}], got \"{key}\".");
        set
        {
            int index = list.FindIndex(item => item.Name == key);
            if (index < 0) list.Add((key, value));
            else list[index] = (key, value);
        }
    }

    public (string, T) this[int index]
    {
        get => list[index];
        set => list[index] = value;
    }

    public IEnumerable<string> keys() => Keys;

    public IEnumerable<T> values() => Values;

    public IEnumerator<(string, T)> items() => list.GetEnumerator();

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        int index = list.FindIndex(item => item.Name == key);
        value = index < 0 ? default : list[index].Value;
        return index >= 0;
    }

    public bool ContainsKey(string key) => list.Exists(item => item.Name == key);

    public bool Contains(KeyValuePair<string, T> item) => Contains((item.Key, item.Value));

    public bool Contains((string, T) item) => list.Contains(item);

    public int IndexOf((string, T) item) => list.IndexOf(item);

    public void Add(string key, T value) => Add((key, value));

    public void Add(KeyValuePair<string, T> item) => Add((item.Key, item.Value));

    public void Add((string, T) item)
    {
        if (ContainsKey(item.Item1)) throw new ArgumentException($"ModuleDict: \"{item.Item1}\" is there already.");
        list.Add(item);
    }

    public void Insert(int index, (string, T) item) => list.Insert(index, item);

    public bool Remove(string key) => list.RemoveAll(item => item.Name == key) > 0;

    public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));

    public bool Remove((string, T) item) => list.Remove(item);

    public void RemoveAt(int index) => list.RemoveAt(index);

    public void Clear() => list.Clear();

    public void clear() => list.Clear();

    public void CopyTo((string, T)[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => Pairs().CopyTo(array, arrayIndex);

    public IEnumerator<(string, T)> GetEnumerator() => list.GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() =>
        Pairs().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
        if (registered) return;
        foreach (var (name, value) in list) register_module(name, value);
        registered = true;
    }

    private List<KeyValuePair<string, T>> Pairs() =>
        list.ConvertAll(item => KeyValuePair.Create(item.Name, item.Value));
}
