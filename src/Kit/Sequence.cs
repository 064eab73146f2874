using System.Collections;
using System.Runtime.CompilerServices;

namespace Kit;

/// <summary>An immutable list with value equality, so that records that hold one compare by content.</summary>
/// <typeparam name="T">Element type; compared with its default equality.</typeparam>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.From))]
[TypeFormatterSource]
public sealed class Sequence<T> : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    private readonly T[] items;

    internal Sequence(T[] items) => this.items = items;

    public int Count => items.Length;

    public T this[int index] => items[index];

    public ReadOnlySpan<T> AsSpan() => items;

    public Sequence<T> Add(T item) => new([.. items, item]);

    public bool Equals(Sequence<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items);

    public override bool Equals(object? obj) => Equals(obj as Sequence<T>);

    public override int GetHashCode() => items.Aggregate(17, (hash, item) => HashCode.Combine(hash, item));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", items)}]";
}

/// <summary>Builds sequences; the source is copied, so later changes to it are not seen.</summary>
public static class Sequence
{
    public static Sequence<T> From<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    public static Sequence<T> From<T>(IEnumerable<T> items) => new([.. items]);
}
