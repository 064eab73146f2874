using Kit.Expressions;
using Kit.Parts;
using Kit.Tests.Expressions;
using VerifyXunit;

namespace Kit.Tests;

/// <summary>Laws over every objective of the catalogue, found by its name: a new paper is a new row.</summary>
public sealed class CatalogueLaws
{
    private const int Draws = 5;

    private sealed record Claim(
        string Title, Func<Objective, Drawn, bool> Holds, Func<Objective, long, Drawn> Draw);

    private static readonly Claim[] Laws =
    [
        new("padding", (o, d) => Same(o, d, d.Pad()), Ragged),
        new("batch", (o, d) => Near.Holds(d.Loss(o), d.Reorder(Turned(o)).Loss(o)), Ragged),
        new("rows", (o, d) => Turned(o) is var order
            && Near.Holds(order.Select(b => d.Losses(o)[b]), d.Reorder(order).Losses(o)), Ragged),
        new("alone", (o, d) => Near.Holds(d.Losses(o).Take(Drawn.Group(o)), d.Reorder(First(o)).Losses(o)), Ragged),
        new("tokens", (o, d) => Same(o, d, d.Reverse()), Ragged),
        new("twice", (o, d) => Same(o, d, d.Duplicate()), Ragged),
        new("shift π", (o, d) => Same(o, d, d.Add("policy.logp", -0.25)), Drawn.Square),
        new("shift ref", (o, d) => Same(o, d, d.Add("reference.logp", -0.25)), Drawn.Square),
    ];

    public static TheoryData<string> Names => [.. Papers.Names];

    /// <summary>✓ held on every draw, ✗ broken by one, · no such answer or evidence; last, the loss at policy =
    /// reference where it is one number whatever the batch.</summary>
    [Fact]
    public async Task Which_laws_hold_where() => await Verifier.Verify(string.Join('\n',
    [
        $"{"",-29}{string.Concat(Laws.Select(law => $"{law.Title,-11}"))}{"swap",-11}at reference",
        .. Papers.Names.Select(Row),
    ]));

    /// <summary>Where a law must fail it is seen to fail: one witness each.</summary>
    [Theory]
    [InlineData("padding", "vlm-rlaif")]
    [InlineData("alone", "aot/paired")]
    [InlineData("alone", "bco/batch")]
    [InlineData("alone", "mmpo")]
    [InlineData("alone", "sft")]
    [InlineData("rows", "aot/paired")]
    [InlineData("tokens", "ld-dpo")]
    [InlineData("twice", "dpo")]
    [InlineData("shift π", "kto")]
    [InlineData("shift π", "sft")]
    [InlineData("shift π", "sppo")]
    [InlineData("shift ref", "mdpo")]
    public void A_law_fails_where_it_must(string law, string name) => Assert.Equal("✗", Verdict(law, Papers.Named(name)));

    [Theory]
    [InlineData("twice", "simpo")]
    [InlineData("twice", "ipo/mean")]
    [InlineData("shift π", "dpo")]
    [InlineData("shift π", "tdpo2")]
    [InlineData("alone", "kto")]
    [InlineData("shift ref", "simpo")]
    public void And_holds_where_it_must(string law, string name) =>
        Assert.Contains(Verdict(law, Papers.Named(name)), new[] { "✓", "·" });

    /// <summary>VLM-RLAIF's code averages over padding, and so does its loss here.</summary>
    public static TheoryData<string> Unpadded => [.. Papers.Names.Where(name => Papers.Named(name) != Papers.VlmRlaif)];

    [Theory, MemberData(nameof(Unpadded))]
    public void Padding_is_invisible_and_gets_no_credit(string name)
    {
        var (o, d) = (Papers.Named(name), Drawn.From(Papers.Named(name), 3));
        Near.Check(d.Loss(o), d.Pad().Loss(o));
        Assert.All(o.Differentiable.Where(what => what.Axes is Axes.Token), what =>
            Assert.All(
                Interpreter.Apply(o.Credit(what), d.Evidence).Values
                    .Zip(d.Evidence[Quantity.Mask.At(what.Slot)].Values),
                pair => Assert.True(pair.Second != 0 || pair.First == 0)));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_loss_is_the_mean_of_the_losses(string name)
    {
        var (o, d) = (Papers.Named(name), Drawn.From(Papers.Named(name), 4));
        Near.Check(d.Loss(o), d.Losses(o).Average());
    }

    [Theory, MemberData(nameof(Names))]
    public void Credit_is_the_difference_of_the_loss(string name)
    {
        var o = Papers.Named(name);
        Assert.All(o.Differentiable, what => Differences.Check(o.Loss, what, Drawn.From(o, 5).Evidence));
    }

    /// <summary>The derivative of ⟨v, credit⟩ is the Hessian times v.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Credit_has_a_credit_of_its_own(string name)
    {
        var o = Papers.Named(name);
        var evidence = Drawn.From(o, 6, groups: 1, tokens: 2).Evidence;
        Assert.All(o.Differentiable.Where(what => what.Axes is Axes.Token), what =>
        {
            var direction = new Quantity("direction", Per.Token, Flow.Constant).At(what.Slot);
            var along = (direction.ToExpr() * o.Credit(what)).SumTokens().SumPairs();
            var drawn = evidence[what].Map(x => Math.Cos(97 * x));
            Differences.Check(along, what, new Dictionary<Evidence, Grid>(evidence) { [direction] = drawn });
        });
    }

    [Fact]
    public void Losses_add_whatever_they_are() =>
        Law.Holds(Given.Paper, Given.Paper, Given.Weight, Given.Weight, (p, q, a, b) =>
        {
            if (a == 0 || b == 0 || a == -b) return true;    // equal losses would cancel, and nothing is no loss
            var sum = a * p + b * q;
            var drawn = Drawn.From(p + q, 8, groups: 1);
            return Near.Holds(drawn.Loss(sum), a * drawn.Loss(p) + b * drawn.Loss(q)) && b * q + a * p == sum;
        });

    /// <summary>Refinements of different slots, of any loss that takes both, in either order.</summary>
    [Fact]
    public void Independent_refinements_commute() =>
        Law.Holds(Given.Paper, Given.Refinement, Given.Refinement, (o, first, second) =>
            first.Slot() == second.Slot() || Composed(o, first, second) is not { } one
            || Composed(o, second, first) is not { } other || one == other);

    /// <summary>β is no occupant: it rescales the link that is there.</summary>
    [Fact]
    public void The_last_occupant_wins() =>
        Law.Holds(Given.Paper, Given.Refinement, Given.Refinement, (o, first, second) =>
            first is Scale || second is Scale || first.Slot() != second.Slot()
            || Composed(o, first, second) is not { } twice
            || Composed(o, second) is not { } once || twice == once);

    private static Objective? Composed(Objective o, params Refinement[] parts)
    {
        try
        {
            return parts.Aggregate(o, (objective, part) => objective.With(part));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Row(string name)
    {
        var o = Papers.Named(name);
        var verdicts = Laws.Select(law => $"{Verdict(law.Title, o),-11}");
        return $"{name,-29}{string.Concat(verdicts)}{Swapped(o),-11}{Start(o)}";
    }

    private static string Verdict(string title, Objective o)
    {
        var law = Laws.Single(one => one.Title == title);
        if (title == "shift ref" && !Reads(o, "reference.logp")) return "·";
        if (title == "shift π" && !Reads(o, "policy.logp")) return "·";
        return Enumerable.Range(1, Draws).All(seed => law.Holds(o, law.Draw(o, seed))) ? "✓" : "✗";
    }

    /// <summary>The margin of the heaviest preference changes its sign when the answers are exchanged.</summary>
    private static string Swapped(Objective o)
    {
        if (o.Preferences.Count == 0) return "·";
        if (!o.Preference.Comparison.Slots.Equals([Slot.Chosen, Slot.Rejected])) return "·";
        return Enumerable.Range(1, Draws).All(seed => Drawn.From(o, seed) is var d && Near.Holds(
            Interpreter.Apply(o.Margin, d.Evidence).Map(h => -h), Interpreter.Apply(o.Margin, d.Swap().Evidence))) ? "✓" : "✗";
    }

    private static string Start(Objective o)
    {
        var losses = Enumerable.Range(1, Draws)
            .Select(seed => Drawn.From(o, seed).AtReference().Loss(o)).ToArray();
        return losses.All(loss => Near.Holds(losses[0], loss))
            ? FormattableString.Invariant($"{losses[0]:0.######}")
            : "varies";
    }

    private static bool Reads(Objective o, string quantity) =>
        o.Loss.Evidence.Any(one => one.Quantity.Name == quantity);

    private static bool Same(Objective o, Drawn one, Drawn other) => Near.Holds(one.Loss(o), other.Loss(o));

    private static Drawn Ragged(Objective o, long seed) => Drawn.From(o, seed);

    /// <summary>The groups in another order, rows of a group together.</summary>
    private static int[] Turned(Objective o)
    {
        var rows = Enumerable.Range(0, 2 * Drawn.Group(o));
        return [.. rows.Chunk(Drawn.Group(o)).Reverse().SelectMany(group => group)];
    }

    private static int[] First(Objective o) => [.. Enumerable.Range(0, Drawn.Group(o))];
}
