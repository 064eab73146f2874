using Kit.Report.Rendering;

namespace Kit.Report.Tests.Tables;

/// <summary>Tables as files, whatever their names are.</summary>
public sealed class ExportSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-tables-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Table Named(string text) => Table
        .From(text, Column.Words(text), Column.Number(text, text), Column.Paper(text, text, text))
        .With(Cell.From(text), Cell.From(1.5), Cell.From(2)).WithNote(text);

    [Fact]
    public void Four_files_of_one_name()
    {
        Given.Table.Write(Path.Combine(folder, "new"), "losses");
        Assert.Equal(
            ["losses.csv", "losses.json", "losses.md", "losses.tex"],
            Directory.GetFiles(Path.Combine(folder, "new")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Given.Table.ToLatex(), File.ReadAllText(Path.Combine(folder, "new", "losses.tex")));
        Assert.Equal(Given.Table, Table.FromJson(File.ReadAllText(Path.Combine(folder, "new", "losses.json"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../losses")]
    [InlineData("/losses")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    public void A_name_cannot_leave_its_folder(string name) => Assert.StartsWith(
        "File name: expected 1 to 80 letters, digits, hyphens or dots, got ",
        Assert.Throws<ArgumentException>(() => Given.Table.Write(folder, name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("RRPO's loss ablation on MovingShapes", "rrpo-s-loss-ablation-on-movingshapes")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("Δ ‖ 🎬", "table")]
    public void A_title_becomes_a_name(string title, string name) => Assert.Equal(name, FileNames.From(title));

    [Fact]
    public void A_name_made_of_any_title_is_taken() => Given.Always(
        Given.Texts(), text => Assert.Equal(FileNames.From(text), FileNames.Require(FileNames.From(text))));

    [Fact]
    public void A_document_writes_all_its_tables_and_numbers_those_of_one_name()
    {
        Document.From("d", "", Block.From(Given.Table), new Block.Details("more", [Block.From(Given.Table)]))
            .WriteTables(folder);
        Assert.Equal(8, Directory.GetFiles(folder).Length);
        Assert.True(File.Exists(Path.Combine(folder, "losses.2.json")));
    }

    [Fact]
    public void LaTeX_has_no_special_character_of_a_name_left()
    {
        const string Special = @"a_b & 50 % of $x$ #1 {y} ~z ^t \input{/etc/passwd}";
        var latex = Named(Special).ToLatex();
        Assert.Contains(
            @"a\_b \& 50 \% of \$x\$ \#1 \{y\} \textasciitilde{}z \textasciicircum{}t "
            + @"\textbackslash{}input\{/etc/passwd\}",
            latex, StringComparison.Ordinal);
        Assert.DoesNotContain(@"\input", latex, StringComparison.Ordinal);
        Assert.Equal(
            @"\begin{table} \centering \caption \begin{tabular} \toprule \midrule \bottomrule \end{tabular} "
            + @"\end{table}",
            string.Join(' ', System.Text.RegularExpressions.Regex.Matches(
                latex, @"\\(begin|end)\{\w+\}|\\(centering|caption|toprule|midrule|bottomrule)").Select(m => m.Value)));
    }

    [Fact]
    public void A_comma_separated_field_holds_commas_quotes_and_lines()
    {
        const string Hostile = "a,b \"c\"\nd";
        var lines = Named(Hostile).ToCsv();
        Assert.Contains("\"a,b \"\"c\"\"\nd\"", lines, StringComparison.Ordinal);
        Assert.EndsWith(",1.5,2\n", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_keeps_a_hostile_name_in_its_cell()
    {
        var lines = Named("a | b\n<script> *c* `d`").ToMarkdown().Split('\n')
            .Where(line => line.StartsWith('|')).ToArray();
        Assert.Equal(3, lines.Length);
        Assert.DoesNotContain(lines, line => line.Contains("<script>", StringComparison.Ordinal));
    }
}
