using System.Text;
using Kit.Report;
using Kit.Report.Notebooks;

namespace Notebooks.Tests;

/// <summary>Both formats, read and written: <c>library.*</c> were written by Microsoft.DotNet.Interactive.Documents,
/// the library of the VS Code extension; <c>editor.ipynb</c> has the layout in which VS Code saves.</summary>
public sealed class DocumentSpecs
{
    [Theory, InlineData("library.ipynb"), InlineData("library.dib"), InlineData("editor.ipynb"), InlineData("old.dib"),
     InlineData("jupyter.ipynb")]
    public void Reading_and_writing_gives_the_same_bytes(string name)
    {
        using var folder = new Folder();
        Notebook.Read(Here.Beside("Documents", name)).Write(folder[name]);
        Assert.Equal(File.ReadAllBytes(Here.Beside("Documents", name)), File.ReadAllBytes(folder[name]));
    }

    [Fact]
    public void Cells_have_languages_tags_ids_and_outputs()
    {
        var notebook = Notebook.Read(Here.Beside("Documents", "editor.ipynb"));
        Assert.Equal(
            ["markdown", "csharp", "fsharp", "markdown", "pwsh"], notebook.Cells.Select(cell => cell.Language.Name));
        Assert.Equal("91aa07d3", notebook.Cells[1].Id);
        Assert.True(notebook.Cells[1].TakesParameters);
        Assert.Equal(2, notebook.Cells[2].Order);
        Assert.Equal([new MimeForm(Mime.Html, "<table>\n</table>"), new MimeForm(
            Mime.Plotly, """{"data":[{"y":[1,2.50,1e-05]}],"layout":{}}""")],
            Assert.IsType<CellOutput.Displayed>(notebook.Cells[2].Outputs[0]).Bundle.Forms);
        Assert.Equal(new CellOutput.Printed("stderr", "careful\n"), notebook.Cells[2].Outputs[1]);
    }

    [Fact]
    public void What_the_library_wrote_says_the_same_in_both_formats()
    {
        var (json, text) = (Notebook.Read(Here.Beside("Documents", "library.ipynb")),
            Notebook.Read(Here.Beside("Documents", "library.dib")));
        Assert.Equal(
            json.Cells.Where(cell => cell.Source.Length > 0)
                .Select(cell => (cell.Language.Name, cell.Source.Trim('\n'))),
            text.Cells.Select(cell => (cell.Language.Name, cell.Source)));
    }

    [Fact]
    public void A_changed_cell_is_written_anew_and_the_others_as_they_were()
    {
        var notebook = Notebook.Read(Here.Beside("Documents", "editor.ipynb"));
        var changed = notebook.With(notebook.Cells.Select((cell, i) =>
            i == 1 ? cell with { Source = "var steps = 5;\n" } : cell));
        var expected = File.ReadAllText(Here.Beside("Documents", "editor.ipynb")).Replace(
            "\"var steps = 20;\"", "\"var steps = 5;\\n\"", StringComparison.Ordinal);
        Assert.Equal(expected, changed.ToIpynb());
    }

    [Fact]
    public void Outputs_of_every_kind_come_back()
    {
        Sequence<CellOutput> outputs =
        [
            new CellOutput.Printed("stdout", "a\nb"),
            new CellOutput.Displayed(new([new("text/plain", "x\n"), new("image/png", "AAAA")])),
            new CellOutput.Result(new([new("application/json", """{"a":[1,null]}""")])),
            new CellOutput.Failed("E", "why", ["cell 1, line 2"]),
        ];
        using var folder = new Folder();
        Notebook.From(Here.InCSharp("1").With(outputs, 4)).Write(folder["a.ipynb"]);
        var read = Assert.Single(Notebook.Read(folder["a.ipynb"]).Cells);
        Assert.Equal(outputs, read.Outputs);
        Assert.Equal((4, "cell-1"), (read.Order, read.Id));
    }

    [Fact]
    public void New_cells_get_ids_of_their_own()
    {
        using var folder = new Folder();
        Notebook.From([.. Enumerable.Range(0, 3).Select(_ => Here.InCSharp("1"))]).Write(folder["a.ipynb"]);
        var read = Notebook.Read(folder["a.ipynb"]);
        var ids = read.With([read.Cells[0], Here.InCSharp("2"), Here.InCSharp("3"), .. read.Cells.Skip(1)]);
        ids.Write(folder["b.ipynb"]);
        Assert.Equal(["cell-1", "cell-4", "cell-5", "cell-2", "cell-3"],
            Notebook.Read(folder["b.ipynb"]).Cells.Select(cell => cell.Id));
    }

    [Fact]
    public void A_dib_becomes_an_ipynb_and_back()
    {
        using var folder = new Folder();
        var dib = Notebook.Read(Here.Beside("Documents", "old.dib"));
        dib.Write(folder["a.ipynb"]);
        Notebook.Read(folder["a.ipynb"]).Write(folder["a.dib"]);
        Assert.Equal(File.ReadAllText(Here.Beside("Documents", "old.dib")), File.ReadAllText(folder["a.dib"]));
    }

    [Fact]
    public void Only_a_whole_line_that_is_a_language_begins_a_cell()
    {
        using var folder = new Folder();
        var file = folder.Write(
            "a.dib", "\n1 + 1\n#!csharp --display\n\n#!f#\r\n\r\n#!import x.dib\n#!python\n\n#!md\n\n\n");
        var cells = Notebook.Read(file).Cells;
        Assert.Equal([(Language.CSharp, "1 + 1\n#!csharp --display"), (Language.FSharp, "#!import x.dib\n#!python")],
            cells.Select(cell => (cell.Language, cell.Source)));
    }

    [Fact]
    public async Task Broken_files_are_refused_by_name_and_place()
    {
        using var folder = new Folder();
        string[] texts =
        [
            "", "[]", "{}", """{"nbformat":3,"worksheets":[]}""", """{"cells":[5]}""",
            """{"cells":[{"cell_type":"code"}]}""",
            """{"cells":[{"cell_type":"song","source":[]}]}""",
            """{"cells":[{"cell_type":"code","source":[],"outputs":[{"output_type":"smell"}]}]}""",
            """{"cells":[],"cells":[]}""", new string('[', 500),
        ];
        var messages = texts.Select(text => Refusal(folder, "a.ipynb", Encoding.UTF8.GetBytes(text)))
            .Append(Refusal(folder, "b.dib", [0x23, 0xC0, 0x20]))
            .Append(Refusal(folder, "c.dib", "#!meta\n{\n#!csharp\n1"u8.ToArray()))
            .Append(Refusal(folder, "d.txt", []));
        await VerifyXunit.Verifier.Verify(string.Join("\n\n", messages));
    }

    private static string Refusal(Folder folder, string name, byte[] content)
    {
        File.WriteAllBytes(folder[name], content);
        return Assert.Throws<InvalidDataException>(() => Notebook.Read(folder[name])).Message
            .Replace(folder.Path, "", StringComparison.Ordinal);
    }
}
