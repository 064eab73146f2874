using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>Every published loss has a name, a formula, a paper and an expression, and the expression is the
/// loss.</summary>
public sealed class CatalogueSpecs
{
    private static readonly ScriptOptions Words = ScriptOptions.Default
        .WithReferences(typeof(Objective).Assembly)
        .WithImports("System", "Kit", "Kit.Parts", "Kit.Rewards", "Kit.Expressions", "Kit.Papers");

    [Fact]
    public async Task Every_loss_has_a_name_a_formula_a_paper_and_an_expression() =>
        await Verifier.Verify(string.Join("\n\n", Catalogue.Select(Lines)));

    /// <summary>The README's rows.</summary>
    [Fact]
    public async Task Every_loss_is_a_row() => await Verifier.Verify(string.Join('\n', Catalogue.Select(one =>
        $"| {one.Name} | `{one.Expression}` | [{one.Paper}]({one.Paper.Link}){Where(one)} |")));

    [Fact]
    public void The_table_of_the_README_is_that_snapshot()
    {
        var readme = File.ReadAllText(Beside("../../README.md"));
        var rows = File.ReadAllText(Beside($"{nameof(CatalogueSpecs)}.{nameof(Every_loss_is_a_row)}.verified.txt"));
        var table = readme.Split("|---|---|---|\n")[1].Split("\n\n")[0];
        Assert.Equal(rows.TrimStart('\uFEFF').Trim(), table.Trim());
        Assert.Contains($"<summary>{Catalogue.Count} losses:", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_expression_compiles_to_its_loss() =>
        await Same([.. Catalogue.Select(one => one.Objective)]);

    [Fact]
    public async Task Any_composition_compiles_from_its_expression() => await Same(
    [
        Dpo.With(Penalty("exponential", 0.1, z => (-z).Exp())) + Term("own", Dpo.Margin.Square()),
        Dpo.With(Between(new Kit.Expressions.Slot("a\\b\"c"),
            Kit.Expressions.Slot.Chosen.WithIndex(2).WithView("crop"))),
        .. FsCheck.Fluent.Gen.Sample(Given.Objective, 40),
    ]);

    [Fact]
    public void Every_loss_of_the_kit_is_in_the_catalogue() => Assert.All(PapersSpecs.All, one =>
        Assert.Contains(one.Objective, Catalogue.Select(entry => entry.Objective)));

    [Fact]
    public void Papers_are_cited_by_a_link_a_year_and_a_title() => Assert.All(Catalogue, one =>
    {
        Assert.Matches(@"^https://(arxiv\.org/abs/\d{4}\.\d{5}|ericmitchell\.ai/cdpo\.pdf)$", one.Paper.Link);
        var arxiv = one.Paper.Link.Split('/')[^1];
        if (char.IsDigit(arxiv[0])) Assert.Equal(2000 + int.Parse(arxiv[..2],
            System.Globalization.CultureInfo.InvariantCulture), one.Paper.Year);
        Assert.True(one.Paper.Title.Length > 10 && one.Paper.Authors.Length > 3);
    });

    [Fact]
    public void A_name_finds_its_loss_and_a_wrong_one_the_names_alike()
    {
        Assert.All(Catalogue, one => Assert.Equal(one.Objective, Named(one.Name)));
        Assert.Equal(Names, Names.Distinct().Order(StringComparer.Ordinal));
        var error = Assert.Throws<ArgumentException>(() => Named("ipo"));
        Assert.Equal("loss 'ipo': expected one of [ipo/mean, ipo/sum]. Names that mean several things carry their variant.",
            error.Message);
    }

    private static async Task Same(IReadOnlyList<Objective> objectives)
    {
        var script = $"new Objective[] {{ {string.Join(",\n", objectives.Select(one => one.ToCode()))} }}";
        var compiled = await CSharpScript.EvaluateAsync<Objective[]>(script, Words);
        Assert.All(objectives.Zip(compiled), pair => Assert.Equal(pair.First, pair.Second));
    }

    private static string Beside(string name, [System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, name);

    private static string Lines(Published one) => string.Join('\n',
        one.Name,
        $"  {one.Expression}",
        $"  {one.Formula}",
        $"  {one.Paper}, {one.Paper.Title}, {one.Paper.Link}{Where(one)}");

    private static string Where(Published one) => one.Equation.Length > 0 ? $", {one.Equation}" : "";
}
