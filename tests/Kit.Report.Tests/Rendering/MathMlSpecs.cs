using System.Xml.Linq;
using Kit.Expressions;
using Kit.Report.Rendering;
using VerifyXunit;

namespace Kit.Report.Tests.Rendering;

public class MathMlSpecs
{
    [Theory]
    [InlineData("x", "<mi>x</mi>")]
    [InlineData("12.5", "<mn>12.5</mn>")]
    [InlineData("a - b", "<mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow>")]
    [InlineData("y_w", "<msub><mi>y</mi><mi>w</mi></msub>")]
    [InlineData("y'", "<msup><mi>y</mi><mo>′</mo></msup>")]
    [InlineData(@"\pi_{\mathrm{ref}}^{2}",
        "<msubsup><mi>π</mi><mi mathvariant=\"normal\">ref</mi><mn>2</mn></msubsup>")]
    [InlineData(@"\frac{a}{b c}", "<mfrac><mi>a</mi><mrow><mi>b</mi><mi>c</mi></mrow></mfrac>")]
    [InlineData(@"\sum_t m", "<mrow><munder><mo>∑</mo><mi>t</mi></munder><mi>m</mi></mrow>")]
    [InlineData(@"\log x",
        "<mrow><mrow><mi mathvariant=\"normal\">log</mi><mspace width=\"0.17em\"/></mrow><mi>x</mi></mrow>")]
    [InlineData(@"\log\left(x\right)",
        "<mrow><mi mathvariant=\"normal\">log</mi><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow></mrow>")]
    [InlineData(@"\mathrm{a\_b}", "<mi mathvariant=\"normal\">a_b</mi>")]
    [InlineData(@"\hat{x}", "<mover accent=\"true\"><mi>x</mi><mo>^</mo></mover>")]
    [InlineData(@"\unheardof x", "<mrow><mtext>\\unheardof</mtext><mi>x</mi></mrow>")]
    public void Latex_becomes_mathml(string latex, string expected) =>
        Assert.Equal($"<math display=\"block\">{expected}</math>", MathMl.From(latex).Source);

    /// <summary>Every loss of the catalogue, its gradients too: nothing is left as a command.</summary>
    [Fact]
    public void Every_formula_of_the_kit_is_drawn() => Assert.All(
        Kit.Papers.Catalogue.SelectMany(loss => loss.Objective.Differentiable.Select(loss.Objective.Credit)
            .Prepend(loss.Objective.Loss)).SelectMany(Formula.LatexLines).Distinct(),
        line =>
        {
            var math = XElement.Parse(MathMl.From(line).Source);
            Assert.Empty(math.Descendants("mtext"));
            Assert.DoesNotContain("\\", math.Value, StringComparison.Ordinal);
            Assert.Equal(line.Count(char.IsAsciiDigit), math.Value.Count(char.IsAsciiDigit));
            Assert.Equal(Arguments("\\frac", line), math.Descendants("mfrac").Count());
        });

    [Fact]
    public void Any_text_gives_well_formed_mathml() =>
        Given.Always(Given.Texts(), text => XElement.Parse(MathMl.From(text).Source));

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("\\")]
    [InlineData("a_")]
    [InlineData("^")]
    [InlineData(@"\frac{a}")]
    [InlineData(@"\left(")]
    [InlineData(@"\right)")]
    [InlineData(@"\mathrm{a")]
    [InlineData("_^_^'")]
    public void Broken_latex_ends(string latex) => XElement.Parse(MathMl.From(latex).Source);

    [Theory]
    [InlineData("{")]
    [InlineData(@"\frac")]
    [InlineData(@"\hat")]
    [InlineData(@"\left(")]
    [InlineData("^{_")]
    public void What_is_deeper_than_a_reader_follows_stays_latex(string opening)
    {
        var deep = string.Concat(Enumerable.Repeat(opening, 100_000));
        Assert.Single(XElement.Parse(MathMl.From(deep).Source).Descendants("mtext"));
    }

    [Fact]
    public Task Formulas() => Verifier.Verify(
        string.Join('\n', Formula.LatexLines(Kit.Papers.Rrpo.Loss).Select(line => MathMl.From(line).Source)), "xml").ToTask();

    private static int Arguments(string command, string latex) => latex.Split(command).Length - 1;
}
