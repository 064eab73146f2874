using System.Collections;

namespace TorchSharp.Modules;

/// <summary>Modules under the names 0, 1, 2, …</summary>
public class ModuleList<T> : torch.nn.Module, IList<T>
    where T : torch.nn.Module
{
    private readonly List<T> items = [];
    private bool registered;

    public ModuleList(params T[] modules)
        : base(nameof(ModuleList<T>)) => items.AddRange(modules);

    public T this[int index]
    {
        get => items[index];
        set => items[index] = value;
    }

    public int Count => items.Count;

    public bool IsReadOnly => false;

    public void Add(T item) => items.Add(item);

    public void append(params T[] parameters) => items.AddRange(parameters);

    public void extend(IEnumerable<T> modules) => items.AddRange(modules);

    public void Insert(int index, T item) => items.Insert(index, item);

    public void RemoveAt(int index) => items.RemoveAt(index);

    public bool Remove(T item) => items.Remove(item);

    public void Clear() => items.Clear();

    public bool Contains(T item) => items.Contains(item);

    public int IndexOf(T item) => items.IndexOf(item);

    public void CopyTo(T[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>At the end of the owner's constructor, when the list is complete.</summary>
    protected override void RegisterComponents()
    {
        if (registered) return;
        for (int i = 0; i < items.Count; i++) register_module(FormattableString.Invariant($"{i}"), items[i]);
        registered = true;
    }
}
