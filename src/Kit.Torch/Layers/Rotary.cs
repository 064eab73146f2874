namespace Kit.Torch.Layers;

/// <summary>The rotary geometry of a decoder.</summary>
/// <param name="Width">d, the width of a head.</param>
/// <param name="Theta">base, <c>rope_theta</c>.</param>
/// <param name="Scaling">How frequencies are stretched.</param>
/// <param name="Sections">How many of the d/2 frequencies turn with time, height and width of a visual token, M-RoPE's
/// <c>mrope_section</c>; [] where tokens have one position (Wang et al. 2024, arXiv:2409.12191, §2.1).</param>
public sealed record Rotary(int Width, double Theta, RopeScaling Scaling, Sequence<int> Sections)
{
    /// <summary>A, the positions of a token: 1, or one a section.</summary>
    public int Axes => Math.Max(1, Sections.Count);

    /// <summary>Which of a token's positions each frequency turns with, d/2 indices.</summary>
    public IEnumerable<int> AxisOfFrequency => Sections.Count == 0
        ? Enumerable.Repeat(0, Width / 2)
        : Sections.SelectMany((count, axis) => Enumerable.Repeat(axis, count));

    public override string ToString() =>
        FormattableString.Invariant($"width {Width}, θ {Theta}, {Scaling}, sections {Sections}");
}
