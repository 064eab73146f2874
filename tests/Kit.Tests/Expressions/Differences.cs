using Kit.Expressions;

namespace Kit.Tests.Expressions;

/// <summary>Central differences of an expression; what stands under a stop-gradient is held still.</summary>
internal static class Differences
{
    public static void Check(Expr expr, Evidence what, IReadOnlyDictionary<Evidence, Grid> evidence) =>
        Assert.True(Agree(expr, what, evidence), $"d/d {what} of {expr}");

    /// <summary>1e-6 apart at every element; on a kink the two one-sided differences bracket the slope.</summary>
    public static bool Agree(Expr expr, Evidence what, IReadOnlyDictionary<Evidence, Grid> evidence)
    {
        var gradient = Interpreter.Apply(Gradient.Apply(expr, what), evidence);
        var (still, held) = Frozen.From(expr, evidence);
        return Enumerable.Range(0, gradient.Values.Count).All(place =>
        {
            var (up, here, down) = (Nudged(+1e-6), Nudged(0), Nudged(-1e-6));
            var (right, left) = ((up - here) / 1e-6, (here - down) / 1e-6);
            var slack = 1e-6 * Math.Max(1, Math.Max(Math.Abs(here), Math.Abs(gradient.Values[place])));
            return gradient.Values[place] >= Math.Min(left, right) - slack
                && gradient.Values[place] <= Math.Max(left, right) + slack;

            double Nudged(double by)
            {
                var values = evidence[what].Values.Select((value, k) => k == place ? value + by : value);
                var grid = evidence[what] with { Values = Sequence.From(values) };
                return Interpreter.Apply(still, new Dictionary<Evidence, Grid>(held) { [what] = grid }).Value;
            }
        });
    }
}
