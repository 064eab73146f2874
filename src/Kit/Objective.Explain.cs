using System.Globalization;
using Kit.Explanations;
using Kit.Expressions;

namespace Kit;

/// <summary>Which term pushed which token how much.</summary>
public sealed partial record Objective
{
    /// <summary>d(λ·Ω) / d evidence for every term of the sum, in its order; they add up to
    /// <see cref="Credit"/>.</summary>
    public Sequence<Metric> Credits(Evidence evidence) => [.. Terms.Items.Select(item =>
        new Metric(item.Term.Name, new Objective(Parts.Terms.None + item).Credit(evidence)))];

    /// <summary>The credit of one pair's tokens, term by term.</summary>
    /// <param name="evidence">The whole batch: at least <see cref="Evidence"/>. Marks (<c>span</c>) split the sums
    /// whether or not the loss reads them.</param>
    /// <param name="row">Which pair, from 0.</param>
    public Explanation Explain(IReadOnlyDictionary<Evidence, Grid> evidence, int row) =>
        Explain(evidence, row, new Dictionary<Slot, Sequence<string>>());

    /// <summary>The credit of one pair's tokens, with their texts.</summary>
    /// <param name="evidence">The whole batch.</param>
    /// <param name="row">Which pair, from 0.</param>
    /// <param name="words">Texts of the tokens of this pair's answers, column by column; answers may be left
    /// out.</param>
    /// <exception cref="ArgumentException">No such row, or evidence is missing or has another shape.</exception>
    public Explanation Explain(
        IReadOnlyDictionary<Evidence, Grid> evidence, int row, IReadOnlyDictionary<Slot, Sequence<string>> words)
    {
        var made = Differentiable;
        var credits = made.Select(Credits).ToArray();
        var values = Interpreter.Apply(
            [Losses, .. credits.SelectMany(credit => credit.Select(term => term.Value))], evidence);
        var rows = values[0].Values.Count;
        if (row < 0 || row >= rows) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"{nameof(Explain)}: expected a row of 0 … {rows - 1}, got {row}. Choose a pair of the batch."));
        var terms = Terms.Items.Select(item => item.Term.Name).ToArray();
        var answers = made.Select((one, k) =>
            Answer(one, terms, [.. values.Skip(1 + k * terms.Length).Take(terms.Length)], evidence, row, words));
        return new Explanation(row, values[0].Values[row], Sequence.From(answers));
    }

    private static AnswerCredit Answer(
        Evidence one, string[] terms, Grid[] credits, IReadOnlyDictionary<Evidence, Grid> evidence, int row,
        IReadOnlyDictionary<Slot, Sequence<string>> words)
    {
        var value = Line(evidence[one], row);
        var mask = Marks(Quantity.Mask, one, evidence, row);
        var span = Marks(Quantity.Span, one, evidence, row);
        var text = words.GetValueOrDefault(one.Slot) ?? words.GetValueOrDefault(one.Slot.WithView("")) ?? [];
        double[][] pulls = [.. credits.Select(credit => Line(credit, row))];
        return new(one, Sequence.From(Enumerable.Range(0, value.Length).Where(t => mask is null || mask[t] != 0)
            .Select(t => new TokenCredit(
                t, t < text.Count ? text[t] : "",
                span is { } marks && marks[t] != 0 ? Stretch.Marked : Stretch.Unmarked,
                value[t], Sequence.From(terms.Select((term, k) => new Pull(term, pulls[k][t])))))));
    }

    /// <summary>Marks on the tokens of an answer; those of its plain view serve all views.</summary>
    private static double[]? Marks(
        Quantity quantity, Evidence one, IReadOnlyDictionary<Evidence, Grid> evidence, int row)
    {
        if (one.Axes is not Axes.Token) return null;
        var marks = evidence.GetValueOrDefault(quantity.At(one.Slot))
            ?? evidence.GetValueOrDefault(quantity.At(one.Slot.WithView("")));
        return marks is null ? null : Line(marks, row);
    }

    /// <summary>One row's numbers; a batch's number belongs to all rows.</summary>
    private static double[] Line(Grid grid, int row) => grid.Shape.Count switch
    {
        2 => grid.Values.AsSpan().Slice(row * grid.Shape[1], grid.Shape[1]).ToArray(),
        1 => [grid.Values[row]],
        _ => [grid.Value],
    };
}
