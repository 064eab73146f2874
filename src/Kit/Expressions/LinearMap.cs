using System.Globalization;
using static System.FormattableString;

namespace Kit.Expressions;

/// <summary>A linear map along one axis, same axes out as in. Its gradient is its transpose.</summary>
public abstract record LinearMap
{
    private LinearMap() { }

    /// <summary>⟨A·x, y⟩ = ⟨x, Aᵀ·y⟩.</summary>
    public abstract LinearMap Transpose { get; }

    internal abstract string Name { get; }

    internal abstract Glyph Glyph { get; }

    /// <summary>One line along the axis, transformed: a row's tokens, or the batch's pairs.</summary>
    public abstract double[] Apply(ReadOnlySpan<double> line);

    internal abstract string Torch(string x);

    /// <summary>Refuses axes that the map does not run along.</summary>
    internal virtual Axes Admit(Axes axes) => axes is Axes.Token ? axes : throw new ArgumentException(
        $"{Name}: expected [B, T], got {axes}. Apply it before the tokens are folded.");

    /// <summary>y_t = x_{t+k}, 0 beyond the ends: the neighbour k tokens on.</summary>
    /// <param name="By">k; negative looks back.</param>
    public sealed record Shift(int By) : LinearMap
    {
        public override LinearMap Transpose => new Shift(-By);

        internal override string Name => nameof(Shift);

        internal override Glyph Glyph => Numbered(
            Invariant($"shift(#1, {By})"), Invariant($@"\operatorname{{shift}}_{{{By}}}\left(#1\right)"));

        public override double[] Apply(ReadOnlySpan<double> line)
        {
            var y = new double[line.Length];
            for (var t = Math.Max(0, -By); t < Math.Min(y.Length, y.Length - By); t++) y[t] = line[t + By];
            return y;
        }

        internal override string Torch(string x) => Invariant(
            $"torch.narrow(torch.constant_pad_nd({x}, [{Math.Max(0, -By)}, {Math.Max(0, By)}]), ")
            + Invariant($"1, {Math.Max(0, By)}, {x}.size(1))");
    }

    /// <summary>y_t = Σ_{s≥t} c^{s−t}·x_s: a sum over the future, discounted.</summary>
    /// <param name="Factor">c, 0 ≤ c ≤ 1.</param>
    public sealed record Discount(double Factor) : LinearMap
    {
        public override LinearMap Transpose => new Accumulate(Factor);

        internal override string Name => nameof(Discount);

        internal override Glyph Glyph => Numbered(
            Invariant($"discount(#1, {Factor})"), Invariant($@"\operatorname{{discount}}_{{{Factor}}}\left(#1\right)"));

        public override double[] Apply(ReadOnlySpan<double> line)
        {
            var y = line.ToArray();
            for (var t = y.Length - 2; t >= 0; t--) y[t] += Factor * y[t + 1];
            return y;
        }

        internal override string Torch(string x) => Powers(x, Factor, "torch.tril");
    }

    /// <summary>y_t = Σ_{s≤t} c^{t−s}·x_s: a sum over the past, discounted; c = 1 is the running total.</summary>
    /// <param name="Factor">c, 0 ≤ c ≤ 1.</param>
    public sealed record Accumulate(double Factor) : LinearMap
    {
        public override LinearMap Transpose => new Discount(Factor);

        internal override string Name => nameof(Accumulate);

        internal override Glyph Glyph => Numbered(
            Invariant($"accumulate(#1, {Factor})"),
            Invariant($@"\operatorname{{accumulate}}_{{{Factor}}}\left(#1\right)"));

        public override double[] Apply(ReadOnlySpan<double> line)
        {
            var y = line.ToArray();
            for (var t = 1; t < y.Length; t++) y[t] += Factor * y[t - 1];
            return y;
        }

        internal override string Torch(string x) => Powers(x, Factor, "torch.triu");
    }

    /// <summary>Every row's group mean: rows b·G … b·G + G − 1 are a group, [B] → [B]. Symmetric.</summary>
    /// <param name="Size">G ≥ 1; B must be a multiple of it.</param>
    public sealed record GroupMean(int Size) : LinearMap
    {
        public int Size { get; } = Size >= 1 ? Size : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"GroupMean: expected a group of 1 or more, got {Size}. Give the rollouts a prompt."));

        public override LinearMap Transpose => this;

        internal override string Name => nameof(GroupMean);

        internal override Glyph Glyph => Numbered(
            Invariant($"group_mean(#1, {Size})"), Invariant($@"\operatorname{{mean}}_{{g={Size}}}\left(#1\right)"));

        internal override Axes Admit(Axes axes) => axes is Axes.Pair ? axes : throw new ArgumentException(
            $"{Name}: expected [B], got {axes}. Fold the tokens first, SumTokens().");

        public override double[] Apply(ReadOnlySpan<double> line)
        {
            if (line.Length % Size != 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{Name}: expected rows in groups of {Size}, got {line.Length}. ")
                + "Keep the rollouts of a prompt together.");
            return [.. line.ToArray().Chunk(Size).SelectMany(group => Enumerable.Repeat(group.Average(), Size))];
        }

        internal override string Torch(string x) => Invariant(
            $"torch.repeat_interleave(torch.mean(torch.reshape({x}, [-1, {Size}]), 1), {Size})");
    }

    private static Glyph Numbered(string unicode, string latex) => new(unicode, latex, Bind.Call, Bind.Free);

    /// <summary>x times the triangle of c^{i−j}: tril for i ≥ j, triu for j ≥ i.</summary>
    private static string Powers(string x, double factor, string triangle)
    {
        var size = $"{x}.size(1)";
        var ones = $"torch.ones([{size}, {size}], dtype={x}.dtype, device={x}.device)";
        var distance = $"torch.abs(torch.cumsum({ones}, 0) - torch.cumsum({ones}, 1))";
        return $"torch.matmul({x}, {triangle}(torch.pow({TorchScript.Number(factor)}, {distance})))";
    }
}
