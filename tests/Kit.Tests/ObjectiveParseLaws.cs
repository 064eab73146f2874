using static Kit.Papers;

namespace Kit.Tests;

/// <summary>Losses from the command line: names, compositions, formulas.</summary>
public sealed class ObjectiveParseLaws
{
    [Fact]
    public void Every_name_is_its_loss()
    {
        foreach (var one in Catalogue) Assert.Equal(one.Objective, Objective.Parse(one.Name));
    }

    /// <summary>What <see cref="Objective.ToCode"/> writes in words alone is read back; parts that have no word there
    /// (<c>new Link.Exo(…)</c>) are not read as compositions.</summary>
    [Fact]
    public void Compositions_in_words_are_read_back()
    {
        var read = 0;
        foreach (var one in Catalogue.Where(one => InWords(one.Objective.ToCode())))
        {
            Assert.Equal(one.Objective, Objective.Parse(one.Objective.ToCode()));
            read++;
        }

        Assert.True(read > 20, $"{read}");
    }

    [Fact]
    public void Every_formula_of_a_preference_is_read_as_its_loss()
    {
        foreach (var one in new[] { Dpo, SimPo, Rrpo, Ipo, Kto })
            Assert.Equal(one.Loss, Objective.Parse($"{one}").Loss);
    }

    [Fact]
    public void Compositions_compose_as_in_code()
    {
        (string Text, Objective Value)[] given =
        [
            ("Dpo.With(LengthNorm).With(TokenKL)", Dpo.With(LengthNorm).With(TokenKL)),
            ("Dpo.With(Logistic(beta: 0.2)) + 0.1 * ChosenNll + 0.01 * TokenKL",
                Dpo.With(Logistic(beta: 0.2)) + 0.1 * ChosenNll + 0.01 * TokenKL),
            ("Dpo.With(Logistic(gamma: 0.3, beta: 2e-1))", Dpo.With(Logistic(0.2, 0.3))),
            ("0.5 * (Dpo + Sft) + ChosenNll", 0.5 * (Dpo + Sft) + ChosenNll),
            ("Rrpo.Without(TokenKL)", Rrpo.Without(TokenKL)),
            ("Dpo.With(LengthNorm, Smoothing(0.1))", Dpo.With(LengthNorm, Smoothing(0.1))),
            ("Dpo.With(Tail(0.5, Models.Policy))", LdDpoPolicy),
            ("MmpoWith(2)", MmpoWith(2)),
            ("new Objective(ChosenNllPerToken)", Sft),
            ("ChosenNllPerToken", Sft),
            ("-1 * Dpo", -1 * Dpo),
            (" Dpo . With ( Spans ) ", Dpo.With(Spans)),
        ];
        foreach (var (text, value) in given) Assert.Equal(value, Objective.Parse(text));
    }

    [Theory]
    [InlineData("Dpo.Wiht(LengthNorm)", "expected With(part, …) or Without(term), got Wiht of 1 at character 4.")]
    [InlineData("Dpo.With(LengthNrom)", "got 'LengthNrom' at character 9. The nearest is 'LengthNorm'.")]
    [InlineData("Dpo.With(", "got the end at character 9.")]
    [InlineData("Dpo + Dpo)", "expected the end or one of . + *, got ')' at character 9.")]
    [InlineData("Dpo.With(Smoothing(zero))", "got 'zero'")]
    [InlineData("Dpo.With(Smoothing())", "expected arguments that Smoothing takes, got 0")]
    [InlineData("Dpo.With(Smoothing(0.1, 0.2))", "expected arguments that Smoothing takes, got 2")]
    [InlineData("Dpo * 2", "expected the end or one of . + *")]
    [InlineData("LengthNorm", "expected an objective or a term")]
    [InlineData("2 * LengthNorm", "expected a term or an objective behind the weight")]
    [InlineData("", "expected a word of Papers, got the end at character 0.")]
    [InlineData("1.2.3 * Dpo", "expected a number, got '1.2.3'")]
    [InlineData("System.Environment.Exit(1)", "got 'System' at character 0.")]
    [InlineData("Names", "expected a word of Papers, got 'Names'")]
    public void Text_that_is_nothing_is_refused_with_the_place(string text, string fault) =>
        Assert.Contains(fault, Assert.Throws<FormatException>(() => Objective.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Nesting_ends_before_the_stack_does() => Assert.Contains("at most 64 nested", Assert.Throws<FormatException>(
        () => Objective.Parse(new string('(', 100_000))).Message, StringComparison.Ordinal);

    /// <summary>A composition that is read and means nothing is refused as in code.</summary>
    [Theory]
    [InlineData("Dpo.With(NoReference).With(TokenKL).With(Smoothing(0.9))")]
    [InlineData("Sft.With(LengthNorm)")]
    public void Compositions_that_mean_nothing_are_refused_as_in_code(string text) =>
        Assert.Throws<ArgumentException>(() => Objective.Parse(text));

    private static bool InWords(string code) => !code.Contains("new ", StringComparison.Ordinal)
        && !code.Contains("Slot.", StringComparison.Ordinal) && !code.Contains('[') && !code.Contains("Quantity.", StringComparison.Ordinal);
}
