using Kit.Report;
using Kit.Report.Notebooks;
using static Notebooks.Tests.Here;

namespace Notebooks.Tests;

/// <summary>What cells do: values, printing, failures with their lines, sharing.</summary>
public sealed class CellSpecs(OpenSession open) : IClassFixture<OpenSession>
{
    private const string KitReference = "#r \"../anywhere/Kit.dll\"\n";

    [Fact]
    public async Task A_last_expression_is_the_cells_value()
    {
        var outputs = await Run(
            InCSharp("var a = 1;"), InCSharp("a + 1"), InCSharp("a = 5;"), InFSharp("let b = 2"), InFSharp("b + 1"),
            InFSharp("printfn \"%d\" b"), InCSharp("null"));
        Assert.Equal([[], [Value("2")], [], [], [Value("3")], [new CellOutput.Printed("stdout", "2\n")], []], outputs);
    }

    [Fact]
    public async Task Printed_and_displayed_things_keep_their_order()
    {
        var outputs = await Run(
            InCSharp("Console.Write(1); Console.WriteLine(2); display(3); Console.Error.WriteLine(4);\n"
                + "Console.WriteLine(5);"),
            InCSharp("var shown = display(1); display(2); shown.Update(7);"), InFSharp("display 8 |> ignore\n9"));
        Assert.Equal<Sequence<CellOutput>>(
            [
                new CellOutput.Printed("stdout", "12\n"), Shown("3"), new CellOutput.Printed("stderr", "4\n"),
                new CellOutput.Printed("stdout", "5\n"),
            ], outputs[0]);
        Assert.Equal<Sequence<CellOutput>>([Shown("7"), Shown("2")], outputs[1]);
        Assert.Equal<Sequence<CellOutput>>([Shown("8"), Value("9")], outputs[2]);
    }

    [Theory]
    [InlineData("csharp", "var a = 1;\na + zz", "CompilationError", "CS0103", "cell 2, line 2")]
    [InlineData("csharp", "int F(int x) {\n  throw new InvalidOperationException(\"no\"); }\n\nF(3)",
        "System.InvalidOperationException", "no", "cell 2, line 2|cell 2, line 4")]
    [InlineData("csharp", "var a = 1;\nawait Task.Run(() => throw new Exception(\"deep\"));", "System.Exception",
        "deep", "cell 2, line 2")]
    [InlineData("fsharp", "let a = 1\na + \"b\"", "CompilationError", "FS0001", "cell 2, line 2")]
    [InlineData("fsharp", "let f x =\n    if x > 2 then failwith \"no\"\n    x\n\nf 3", "System.Exception", "no",
        "cell 2, line 2|cell 2, line 5")]
    [InlineData("fsharp", "let text: string = null", "CompilationError", "FS3261", "cell 2, line 1")]
    [InlineData("fsharp", "let f x = match x with Some y -> y", "CompilationError", "FS0025", "cell 2, line 1")]
    [InlineData("csharp", "1 + 1\n#!who", "MagicError", "#!who: expected one of [share, set, import, time]",
        "cell 2, line 2")]
    [InlineData("csharp", "\n#!share --from fsharp nothing", "ShareError", "nothing: expected a value of fsharp",
        "cell 2, line 2")]
    [InlineData("csharp", "#!share --from fsharp seen --mime-type text/plain", "MagicError", "#!share --mime-type",
        "cell 2, line 1")]
    [InlineData("csharp", "#!set --name a --value @input:seed", "InputError", "--param seed=VALUE", "cell 2, line 1")]
    [InlineData("csharp", "#r \"nuget: Nowhere.Package, 1.0\"", "ReferenceError",
        "expected a package that the runner carries", "cell 2, line 1")]
    [InlineData("csharp", "\n\n#r \"missing.dll\"", "ReferenceError", "expected an assembly's file", "cell 2, line 3")]
    [InlineData("pwsh", "Get-Date", "LanguageError", "expected csharp or fsharp", "")]
    public async Task A_failure_names_its_cell_and_line(
        string language, string source, string name, string says, string at)
    {
        var cell = await open.Session.Run(new NotebookCell(Language.Named(language), source), 2, 2);
        var failed = Assert.IsType<CellOutput.Failed>(cell.Outputs[^1]);
        Assert.Equal(name, failed.Name);
        Assert.Contains(says, failed.Message, StringComparison.Ordinal);
        Assert.Equal(at, string.Join('|', failed.Trace));
    }

    [Fact]
    public async Task Definitions_survive_a_failure()
    {
        var outputs = await Run(
            InCSharp("var a = 1; throw new Exception();"), InCSharp("a"), InFSharp("let b = 2"), InFSharp("b + \"\""),
            InFSharp("b"));
        Assert.Equal<Sequence<CellOutput>>([Value("1")], outputs[1]);
        Assert.Equal<Sequence<CellOutput>>([Value("2")], outputs[4]);
    }

    [Fact]
    public async Task Values_cross_languages_by_reference_under_their_declared_types()
    {
        var outputs = await Run(
            InCSharp("var list = new List<int> { 1 };\n"
                + "IReadOnlyDictionary<string, int[,]> deep = new Dictionary<string, int[,]>();"),
            InFSharp("#!share --from csharp list\n#!share --from csharp deep --as other\nlist.Add 2\n"
                + "let made = [ (1, \"a\") ]\nother.Count"),
            InCSharp("#!share --from fsharp made\n#!set --name again --value @fsharp:list --byref\n"
                + "$\"{list.Count} {made.Head.Item2} {ReferenceEquals(list, again)}\""),
            InCSharp("#!set --name word --value plain\nword.Length"));
        Assert.Equal<Sequence<CellOutput>>([Value("0")], outputs[1]);
        Assert.Equal<Sequence<CellOutput>>([Value("2 a True")], outputs[2]);
        Assert.Equal<Sequence<CellOutput>>([Value("5")], outputs[3]);
    }

    [Fact]
    public async Task Types_that_a_cell_defines_stay_in_their_language()
    {
        var outputs = await Run(InCSharp("record P(int A);\nvar p = new P(1);"), InFSharp("#!share --from csharp p\np"),
            InFSharp("type R = { B: int }\nlet r = { B = 1 }"), InCSharp("#!share --from fsharp r\nr"));
        Assert.Equal("ShareError", Assert.IsType<CellOutput.Failed>(Assert.Single(outputs[1])).Name);
        Assert.Equal("ShareError", Assert.IsType<CellOutput.Failed>(Assert.Single(outputs[3])).Name);
    }

    [Fact]
    public async Task The_kit_that_a_cell_names_is_the_one_that_runs()
    {
        var outputs = await Run(
            InCSharp(KitReference + "using static Kit.Papers;\nvar loss = Dpo;"),
            InFSharp(KitReference + "#!share --from csharp loss\nobj.ReferenceEquals(loss, Kit.Papers.Dpo)"),
            InCSharp("#r \"nuget: Kit.Data, 1.0.0\"\ntypeof(Kit.Data.Storage.AtomicFile).Name"),
            InCSharp("System.Text.Json.JsonSerializer.Serialize(new[] { 1 })"));
        Assert.Equal<Sequence<CellOutput>>([Value("True")], outputs[1]);
        Assert.Equal<Sequence<CellOutput>>([Value("AtomicFile")], outputs[2]);
        Assert.Equal<Sequence<CellOutput>>([Value("[1]")], outputs[3]);
        Assert.Same(Papers.Dpo, Papers.Dpo);
    }

    [Fact]
    public async Task Files_are_imported_and_loaded_from_the_notebooks_folder()
    {
        using var folder = new Folder();
        folder.Write("more.dib", "#!csharp\nvar fromDib = 3;\n#!fsharp\nlet both = 4\n");
        folder.Write("more.csx", "int Twice(int x) => 2 * x;");
        folder.Write("bad.dib", "#!csharp\n\nvar x = ;\n");
        folder.Write("self.dib", "#!import self.dib\n");
        var outputs = await Run(folder.Path, [], InCSharp("#!import more.dib\nfromDib"), InFSharp("both"),
            InCSharp("#load \"more.csx\"\nTwice(21)"), InCSharp("#!import bad.dib"), InCSharp("#!import self.dib"),
            InCSharp("#!import gone.dib"));
        Assert.Equal<Sequence<CellOutput>>([Value("3")], outputs[0]);
        Assert.Equal<Sequence<CellOutput>>([Value("4")], outputs[1]);
        Assert.Equal<Sequence<CellOutput>>([Value("42")], outputs[2]);
        Assert.Equal("cell 4 › bad.dib 1, line 1", Assert.IsType<CellOutput.Failed>(outputs[3][0]).Trace[0]);
        Assert.Contains(
            "Break the circle", Assert.IsType<CellOutput.Failed>(outputs[4][0]).Message, StringComparison.Ordinal);
        Assert.Equal("ImportError", Assert.IsType<CellOutput.Failed>(outputs[5][0]).Name);
    }

    [Fact]
    public async Task A_cell_may_change_its_language()
    {
        var outputs = await Run(InCSharp("var a = 2;\n#!fsharp\n#!share --from csharp a\na + oops"));
        var failed = Assert.IsType<CellOutput.Failed>(Assert.Single(outputs[0]));
        Assert.Equal("cell 1, line 4", Assert.Single(failed.Trace));
    }

    [Fact]
    public async Task Inputs_come_from_parameters()
    {
        var outputs = await Run(
            Path.GetTempPath(), [new("seed", "7")], InFSharp("#!set --name s --value @input:seed\ns"));
        Assert.Equal<Sequence<CellOutput>>([Value("7")], outputs[0]);
    }

    [Fact]
    public async Task Paths_below_the_notebooks_folder_are_stored_relative_to_it()
    {
        using var folder = new Folder();
        var outputs = await Run(folder.Path, [], InCSharp($"Console.WriteLine(@\"{folder.Path}/a.txt\");"),
            InCSharp($"System.IO.File.ReadAllText(@\"{folder.Path}/none.txt\")"));
        Assert.Equal<Sequence<CellOutput>>([new CellOutput.Printed("stdout", "./a.txt\n")], outputs[0]);
        Assert.DoesNotContain(folder.Path, outputs[1].ToString(), StringComparison.Ordinal);
    }

    private static CellOutput.Result Value(string text) => new(new Bundle([new MimeForm(Mime.Plain, text)]));

    private static CellOutput.Displayed Shown(string text) => new(new Bundle([new MimeForm(Mime.Plain, text)]));
}
