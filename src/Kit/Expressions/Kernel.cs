namespace Kit.Expressions;

/// <summary>Several operations that one kernel does.</summary>
/// <param name="Inside">Places of the operations that vanish in it.</param>
internal abstract record Kernel(Sequence<int> Inside)
{
    /// <summary>addend ± n·x, addend ± n·x·y, addend ± n·x / y.</summary>
    public sealed record Sum(int Addend, Scaled Term) : Kernel(Term.Inside);

    /// <summary>±n·x·y or ±n·x / y over tokens, added to a row of zeros: the scale costs no kernel of its own.
    /// </summary>
    public sealed record Alone(Axes.Token Axes, Scaled Term) : Kernel(Term.Inside);

    /// <summary>Σ_b Σ_t x.</summary>
    public sealed record Total(int X, Sequence<int> Inside) : Kernel(Inside);

    /// <summary>Σ_b Σ_t x·y.</summary>
    public sealed record Dot(int X, int Y, Sequence<int> Inside) : Kernel(Inside);
}

/// <summary>sign·n·(x ∘ y), or sign·n·x; everything by its place in the graph.</summary>
/// <param name="Sign">1 or −1.</param>
/// <param name="Number">n; null for 1.</param>
/// <param name="X">x, a tensor.</param>
/// <param name="Other">∘ and y; null for x alone.</param>
/// <param name="Inside">The operations that it is made of.</param>
internal sealed record Scaled(double Sign, int? Number, int X, (Binary Operator, int Y)? Other, Sequence<int> Inside)
{
    public Scaled Negated => this with { Sign = -Sign };

    /// <summary>The tensors that are read.</summary>
    public Sequence<int> Tensors => Other is var (_, y) ? [X, y] : [X];

    /// <summary>The same as part of one more operation.</summary>
    public Scaled Within(int place) => this with { Inside = [.. Inside, place] };
}
