using Kit.Report;
using Kit.Report.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Notebooks.Tests.Here;

namespace Notebooks.Tests;

/// <summary>Notebooks as scripts and as pages.</summary>
public sealed class ConversionSpecs
{
    private const string References = "#r \"../src/Kit/bin/Debug/net10.0/Kit.dll\"\n#r \"nuget: FsCheck, 3.6.0\"";

    private static readonly Notebook Mixed = Notebook.From(
        new NotebookCell(Language.Markdown, "# Title\n\nSome *text*, <b>no markup</b>."),
        InCSharp(References + "\nusing Kit;\nusing static Kit.Papers;\n\n"
            + "record Row(string Name, double Value);\nvar loss = Dpo;"),
        InCSharp("// shown\nvar row = new Row($\"{loss}\", 1);\n(row with { Value = 2 })"),
        InCSharp("if (row.Value > 0)\n    display(row.Name);"));

    [Fact]
    public async Task A_notebook_becomes_a_file_based_app()
    {
        using var folder = new Folder();
        Mixed.Write(folder["a.cs"]);
        await VerifyXunit.Verifier.Verify(File.ReadAllText(folder["a.cs"]));
    }

    [Fact]
    public void The_app_compiles_and_its_parts_are_a_notebook_again()
    {
        using var folder = new Folder();
        Mixed.Write(folder["a.cs"]);
        var text = string.Join('\n', File.ReadAllLines(folder["a.cs"])
            .Where(line => !line.StartsWith("#:", StringComparison.Ordinal)));
        var compiled = CSharpCompilation.Create("app", [CSharpSyntaxTree.ParseText("using System;\n" + text)],
            AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!.ToString()!.Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compiled.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error));
        var back = Notebook.Read(folder["a.cs"]);
        Assert.Equal(Mixed.Cells[0], back.Cells[1] with { Origin = "{}" });
        Assert.Contains(References, back.Cells[0].Source, StringComparison.Ordinal);
        Assert.Equal("if (row.Value > 0)\n    display(row.Name);", back.Cells[4].Source);
    }

    [Fact]
    public void With_the_reports_at_hand_an_app_prints_values_as_they_do()
    {
        using var folder = new Folder();
        Notebook.From(InCSharp("#r \"../src/Kit.Report/bin/Debug/net10.0/Kit.Report.dll\"\n1 + 1"))
            .Write(folder["a.cs"]);
        Assert.Contains("(object? value) => Console.WriteLine(Kit.Report.Display.ToText(value));",
            File.ReadAllText(folder["a.cs"]), StringComparison.Ordinal);
        Assert.DoesNotContain(Notebook.Read(folder["a.cs"]).Cells,
            cell => cell.Source.Contains("static void", StringComparison.Ordinal));
    }

    [Fact]
    public void A_notebook_of_FSharp_becomes_a_script_and_back()
    {
        using var folder = new Folder();
        var notebook = new Notebook(Language.FSharp,
            [new(Language.Markdown, "# One\n\ntwo"), InFSharp("let a = 1\n\nlet b = a"), InFSharp("printfn \"%d\" b")]);
        notebook.Write(folder["a.fsx"]);
        Assert.Equal("let display value = printfn \"%O\" value\n\n// %% [markdown]\n// # One\n//\n// two\n\n// %%\n"
            + "let a = 1\n\nlet b = a\n\n// %%\nprintfn \"%d\" b\n", File.ReadAllText(folder["a.fsx"]));
        Assert.Equal(notebook, Notebook.Read(folder["a.fsx"]));
    }

    [Fact]
    public async Task Paths_follow_a_notebook_that_moves()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder["deep"]);
        var file = folder.Write("a.dib", "#!csharp\n#r \"x/a.dll\"\n#r \"nuget: A, 1.0\"\n#r \"System.Linq\"\n"
            + "#load \"b.csx\"\n#!import c.dib\n");
        Assert.Equal(0, await Program.Main(["notebook", "convert", file, folder["deep/a.ipynb"]]));
        Assert.Equal(
            "#r \"../x/a.dll\"\n#r \"nuget: A, 1.0\"\n#r \"System.Linq\"\n#load \"../b.csx\"\n#!import ../c.dib",
            Notebook.Read(folder["deep/a.ipynb"]).Cells[0].Source);
    }

    [Fact]
    public void A_page_asks_the_network_for_nothing_and_runs_nothing()
    {
        var hostile = "<script>alert(1)</script>";
        var page = Notebook.From(
            new NotebookCell(Language.Markdown, $"# A & B\n\n{hostile} [x](https://example.org)"),
            InCSharp($"\"{hostile}\"").With(
                [
                    new CellOutput.Printed("stdout", hostile), new CellOutput.Failed("E", hostile, ["cell 1, line 1"]),
                    new CellOutput.Displayed(new([new(Mime.Plain, "plain"), new(Mime.Svg, "<svg id='richer'/>")])),
                    new CellOutput.Displayed(
                        new([new(Mime.Html, "<META http-equiv=refresh>"), new(Mime.Plain, "tame")])),
                    new CellOutput.Result(new([new("image/png", "AA\nAA"), new(Mime.Plain, "a \"picture\"")])),
                ], 3)).ToHtml("untitled");
        Assert.Contains("<title>A &amp; B</title>", page, StringComparison.Ordinal);
        Assert.Contains("default-src &#39;none&#39;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<svg id='richer'/>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">plain<", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,AAAA\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh", page, StringComparison.Ordinal);
        Assert.Contains("<pre>tame</pre>", page, StringComparison.Ordinal);
        Assert.Contains("C# [3]", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Also the forms of every stored notebook.</summary>
    [Fact]
    public void Stored_notebooks_are_pages()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Root, "notebooks"), "*.ipynb"))
        {
            var page = Notebook.Read(file).ToHtml("");
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("(src|href)=\"(http:|//)", page);
            Assert.InRange(page.Length, 1_000, 2_000_000);
        }
    }
}
