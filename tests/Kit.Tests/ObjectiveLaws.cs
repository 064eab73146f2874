using Kit.Expressions;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>What holds for every composition on every batch.</summary>
public sealed class ObjectiveLaws
{
    [Fact]
    public void Swapping_the_answers_negates_the_margin() => Law.Holds(Given.Objective, Given.Batch, (o, batch) =>
        Near.Holds(Value(o.Margin, batch).Map(h => -h), Value(o.Margin, batch.Swap())));

    [Fact]
    public void Padding_is_invisible() => Law.Holds(Given.Objective, Given.Batch, (o, batch) =>
        Same(o.Apply(batch.Evidence), o.Apply(batch.Pad(3).Evidence)));

    [Fact]
    public void Padding_gets_no_gradient() => Law.Holds(Given.Objective, Given.Batch, (o, batch) =>
        o.Differentiable.All(what => Value(o.Credit(what), batch).Values
            .Zip(batch[Quantity.Mask, what.Slot].Values).All(pair => pair.Second != 0 || pair.First == 0)));

    [Fact]
    public void The_order_of_the_batch_only_orders_the_losses() =>
        Law.Holds(Given.Objective, Given.Batch, Given.Seed, (o, batch, seed) =>
        {
            var order = Pcg.From(seed).Permutation(batch.Pairs);
            var (there, here) = (o.Apply(batch.Permute(order).Evidence), o.Apply(batch.Evidence));
            return Near.Holds(here.Loss, there.Loss)
                && Near.Holds(order.Select(b => here.Losses[b]), there.Losses) && SameMetrics(here, there);
        });

    [Fact]
    public void The_loss_is_the_mean_of_the_losses() => Law.Holds(Given.Objective, Given.Batch, (o, batch) =>
        Near.Holds(o.Apply(batch.Evidence).Losses.Average(), o.Apply(batch.Evidence).Loss));

    [Fact]
    public void Terms_are_linear() => Law.Holds(Given.Objective, Given.Terms, Given.Batch, (o, terms, batch) =>
        Near.Holds(o.Apply(batch.Evidence).Loss + terms.Items.Sum(item => item.Weight * Mean(item.Term.Apply(), batch)),
        (o + terms).Apply(batch.Evidence).Loss));

    [Fact]
    public void A_constant_added_to_both_scores_changes_no_penalty() =>
        Law.Holds(Given.Objective, Given.Batch, Given.Weight, (o, batch, shift) =>
        {
            var shifted = batch.With(Quantity.PolicyLogp, (slot, logp) => Shift(o, logp, batch, slot, shift));
            return Near.Holds(Value(o.Margin, batch), Value(o.Margin, shifted))
                && Near.Holds(Penalty(o, batch), Penalty(o, shifted));
        });

    [Fact]
    public void With_equal_lengths_the_mean_is_the_sum_at_another_beta() =>
        Law.Holds(Given.Objective, Given.Beta, Given.Seed, (o, beta, seed) =>
        {
            var square = Tests.Batch.From(seed, 3, 4, 4).With(Quantity.Mask, Ones).With(Quantity.Span, Ones);
            var plain = o.With(NoTilt).With(Logistic(beta));
            return Near.Holds(
                Penalty(plain.With(LengthNorm), square),
                Penalty(plain.With(TokenSum).With(Logistic(beta / 4)), square));
        });

    [Fact]
    public void Doubling_every_token_keeps_means_and_doubles_sums() =>
        Law.Holds(Given.Objective, Given.Batch, (o, batch) =>
        {
            var (mean, sum) = (o.With(LengthNorm).Margin, o.With(TokenSum).Margin);
            return Near.Holds(Value(mean, batch), Value(mean, batch.Duplicate()))
                && Near.Holds(Value(2 * sum, batch), Value(sum, batch.Duplicate()));
        });

    [Fact]
    public void At_the_reference_margins_are_zero_and_a_logistic_pair_costs_log_2() =>
        Law.Holds(Given.LogisticObjective, Given.Beta, Given.Batch, (o, beta, batch) =>
        {
            var start = o.With(WithReference).With(Logistic(beta));
            return Value(start.Margin, batch.AtReference()).Values.All(h => h == 0)
                && Near.Holds(Math.Log(2), Penalty(start, batch.AtReference()));
        });

    [Fact]
    public void Rewards_are_beta_times_the_score_whatever_is_added() =>
        Law.Holds(Given.Objective, Given.Terms, Given.Batch, (o, terms, batch) =>
            Near.Holds(Value((o.Preference.Link.Scale * o.Preference.Score.Apply(Slot.Chosen)).MeanPairs(), batch).Value,
                (o + terms).Apply(batch.Evidence).Metrics["rewards/chosen"]));

    [Fact]
    public void Only_what_is_listed_as_evidence_is_read() => Law.Holds(Given.Objective, Given.Batch, (o, batch) =>
        Same(o.Apply(batch.Evidence), o.Apply(o.Evidence.ToDictionary(one => one, one => batch.Evidence[one]))));

    private static Grid Value(Expr expr, Batch batch) => Interpreter.Apply(expr, batch.Evidence);

    private static Grid Ones(Slot slot, Grid grid) => grid.Map(_ => 1);

    private static double Penalty(Objective o, Batch batch) => o.Apply(batch.Evidence).Metrics["terms/preference"];

    private static double Mean(Expr term, Batch batch) => Value(term, batch).Values.Average();

    private static bool Same(Appraisal expected, Appraisal actual) => Near.Holds(expected.Loss, actual.Loss)
        && Near.Holds(expected.Losses, actual.Losses) && SameMetrics(expected, actual);

    private static bool SameMetrics(Appraisal expected, Appraisal actual) =>
        expected.Metrics.Count == actual.Metrics.Count
        && expected.Metrics.All(metric => Near.Holds(metric.Value, actual.Metrics[metric.Key]));

    /// <summary>Adds the same number to the score of every answer, spread over the tokens that count.</summary>
    private static Grid Shift(Objective o, Grid logp, Batch batch, Slot slot, double shift)
    {
        var weights = Value(o.Preference.Score.Tokens.Apply(slot), batch);
        return Grid.From(Enumerable.Range(0, batch.Pairs).Select(b =>
        {
            var count = o.Preference.Score.Over is Kit.Parts.Over.Sum ? Tests.Batch.Row(weights, b).Sum() : 1;
            return Tests.Batch.Row(logp, b).Select(one => one + shift / count);
        }));
    }
}
