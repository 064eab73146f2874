namespace Plotly.NET.CSharp;

/// <summary>An argument of any type that may be left out.</summary>
/// <typeparam name="T">The argument's type.</typeparam>
public readonly record struct Optional<T>
{
    private readonly T value;

    private Optional(T value) => (this.value, IsSome) = (value, true);

    internal bool IsSome { get; }

    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>Sets the property where the argument was given.</summary>
    internal void Set(DynamicObj.DynamicObj item, string name)
    {
        if (IsSome) item.SetProperty(name, value);
    }

    internal T Or(T other) => IsSome ? value : other;
}
