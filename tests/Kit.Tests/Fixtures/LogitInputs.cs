using Kit.Expressions;

namespace Kit.Tests.Fixtures;

/// <summary>Logits [2B, L, V] of preferred then dispreferred rows; position t predicts label t + 1; label −100 does not
/// count. Evidence by a managed log-softmax, and the chain back to logits.</summary>
internal sealed record LogitInputs(double[][][] Policy, double[][][] Reference, int[][] Labels, int[][]? Phrases)
{
    private int Pairs => Labels.Length / 2;

    private int Length => Labels[0].Length - 1;

    public IReadOnlyDictionary<Evidence, Grid> Evidence => new[] { Slot.Chosen, Slot.Rejected }
        .SelectMany(slot => new (Quantity Quantity, Func<int, int, double> Value)[]
        {
            (Quantity.PolicyLogp, (row, t) => Logp(Policy, row, t, Target(row, t))),
            (Quantity.ReferenceLogp, (row, t) => Logp(Reference, row, t, Target(row, t))),
            (Quantity.Mask, (row, t) => Labels[row][t + 1] == -100 ? 0 : 1),
            (Quantity.Span, (row, t) => Phrases is not null && Phrases[row][t + 1] > 0 ? 1 : 0),
            (Quantity.Kl, Divergence),
        }.Select(one => (Evidence: one.Quantity.At(slot), Grid: Table(slot, one.Value))))
        .ToDictionary(one => one.Evidence, one => one.Grid);

    /// <summary>dz_v = ḡ_logp·(1[v = y] − p_v) + ḡ_kl·(p_v − p_ref,v); the last position predicts nothing.</summary>
    public IEnumerable<double> LogitGradient(Func<Evidence, Grid> credit)
    {
        foreach (var slot in new[] { Slot.Chosen, Slot.Rejected })
        {
            var (logp, kl) = (credit(Quantity.PolicyLogp.At(slot)), credit(Quantity.Kl.At(slot)));
            for (var b = 0; b < Pairs; b++)
                for (var t = 0; t <= Length; t++)
                    for (var v = 0; v < Policy[0][0].Length; v++)
                        yield return t == Length ? 0 : Slope(Row(slot, b), t, v, logp[b, t], kl[b, t]);
        }
    }

    private double Slope(int row, int t, int v, double logp, double kl)
    {
        var (p, reference) = (Math.Exp(Logp(Policy, row, t, v)), Math.Exp(Logp(Reference, row, t, v)));
        return logp * ((v == Target(row, t) ? 1 : 0) - p) + kl * (p - reference);
    }

    private int Row(Slot slot, int b) => slot == Slot.Chosen ? b : b + Pairs;

    private Grid Table(Slot slot, Func<int, int, double> value) => Grid.From(
        Enumerable.Range(0, Pairs).Select(b => Enumerable.Range(0, Length).Select(t => value(Row(slot, b), t))));

    private int Target(int row, int t) => Math.Max(0, Labels[row][t + 1]);

    private double Divergence(int row, int t) => Enumerable.Range(0, Policy[0][0].Length)
        .Sum(v => Math.Exp(Logp(Reference, row, t, v)) * (Logp(Reference, row, t, v) - Logp(Policy, row, t, v)));

    private static double Logp(double[][][] logits, int row, int t, int v)
    {
        var z = logits[row][t];
        var top = z.Max();
        return z[v] - top - Math.Log(z.Sum(one => Math.Exp(one - top)));
    }
}
