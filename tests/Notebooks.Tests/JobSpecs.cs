using System.Diagnostics;
using System.Globalization;
using Kit.Report.Notebooks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Notebooks.Tests.Here;

namespace Notebooks.Tests;

/// <summary>Notebooks in processes of their own: exit codes, parameters, limits, the command line.</summary>
public sealed class JobSpecs : IDisposable
{
    private readonly Folder folder = new();
    private readonly StringWriter log = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        folder.Dispose();
        log.Dispose();
    }

    [Fact]
    public void A_run_stores_outputs_and_takes_parameters()
    {
        var file = folder.Write("a.dib", "#!csharp\n// parameters\nvar steps = 20;\nvar name = \"plain\";\n"
            + "#!csharp\n#!time\n$\"{name} {steps} {System.Globalization.CultureInfo.CurrentCulture.Name}|{1.5}\"\n");
        var job = new NotebookJob(file).To(folder["a.ipynb"]).With(new("steps", "3")).With(new("name", "a\"b"));
        Assert.Equal(NotebookOutcome.Ran, job.Run(log));
        var cells = Notebook.Read(folder["a.ipynb"]).Cells;
        Assert.Equal(["injected-parameters"], cells[1].Tags);
        Assert.Equal("a\"b 3 |1.5", Plain(cells[2]));
        Assert.Matches(@"cell 3: \d+\.\d{3} s", log.ToString());
        Assert.DoesNotContain(" s\"", File.ReadAllText(folder["a.ipynb"]), StringComparison.Ordinal);
        var first = File.ReadAllBytes(folder["a.ipynb"]);
        Assert.Equal(NotebookOutcome.Ran, (job with { File = folder["a.ipynb"] }).Run(log));
        Assert.Equal(first, File.ReadAllBytes(folder["a.ipynb"]));
    }

    [Fact]
    public void A_failing_cell_ends_the_run_and_is_stored()
    {
        var file = folder.Write(
            "a.dib", "#!csharp\nConsole.WriteLine(1);\nthrow new Exception(\"why\");\n#!csharp\n2\n");
        Assert.Equal(NotebookOutcome.CellFailed, new NotebookJob(file).To(folder["b.ipynb"]).Run(log));
        var cells = Notebook.Read(folder["b.ipynb"]).Cells;
        Assert.Equal([new CellOutput.Printed("stdout", "1\n"), new CellOutput.Failed("System.Exception", "why",
            ["cell 1, line 2"])], cells[0].Outputs);
        Assert.Empty(cells[1].Outputs);
        Assert.Contains("System.Exception: why\n  at cell 1, line 2", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_ends_the_process_is_a_failure()
    {
        var file = folder.Write("a.dib", "#!csharp\nEnvironment.Exit(0);\n");
        Assert.Equal(NotebookOutcome.CellFailed, new NotebookJob(file).To(folder["b.ipynb"]).Run(log));
        Assert.Contains("cell 1: expected to run to its end, but it ended the notebook's process (exit code 0)",
            log.ToString(), StringComparison.Ordinal);
        Assert.IsType<CellOutput.Failed>(Notebook.Read(folder["b.ipynb"]).Cells[0].Outputs[^1]);
    }

    [Fact]
    public void A_run_that_takes_too_long_is_stopped_with_its_children()
    {
        var file = folder.Write("a.dib", "#!csharp\nConsole.WriteLine(1);\n#!csharp\nvar child = "
            + "System.Diagnostics.Process.Start(\"sleep\", \"300\");\n"
            + "System.IO.File.WriteAllText(\"child\", $\"{child.Id}\");\nchild.WaitForExit();\n");
        var job = new NotebookJob(file).To(folder["b.ipynb"]);
        foreach (var limit in (double[])[10, 40, 160]) // a busy machine may need longer to come to the second cell
        {
            Assert.Equal(NotebookOutcome.TimedOut, job.Within(TimeSpan.FromSeconds(limit)).Run(log));
            if (File.Exists(folder["child"])) break;
        }

        var id = int.Parse(File.ReadAllText(folder["child"]), CultureInfo.InvariantCulture);
        Assert.True(SpinWait.SpinUntil(() => !Lives(id), TimeSpan.FromMinutes(10)), "the child lives on");
        var cells = Notebook.Read(folder["b.ipynb"]).Cells;
        Assert.Equal<CellOutput>([new CellOutput.Printed("stdout", "1\n")], cells[0].Outputs);
        Assert.Equal("TimeOut", Assert.IsType<CellOutput.Failed>(Assert.Single(cells[1].Outputs)).Name);
    }

    [Theory]
    [InlineData("a.dib: expected", "run", "nowhere.txt")]
    [InlineData("Could not find file", "run", "nowhere.dib")]
    [InlineData("--param oops: expected name=value", "run", "a.dib", "--param", "oops")]
    [InlineData("--param size: expected a name that the parameters cell sets", "run", "a.dib", "--param", "size=3")]
    [InlineData("--param size: expected a notebook with a cell tagged parameters", "run", "b.dib", "--param", "size=3")]
    [InlineData("--timeout: expected 0 < seconds", "run", "a.dib", "--timeout", "0")]
    [InlineData("Required argument missing", "run")]
    [InlineData("Unrecognized command", "walk")]
    [InlineData("one of [.ipynb, .dib, .cs, .fsx, .html]", "convert", "a.dib", "a.doc")]
    [InlineData("which only notebooks know", "convert", "m.dib", "a.cs")]
    [InlineData("expected C# or Markdown, got F#", "convert", "f.dib", "a.cs")]
    public void Bad_arguments_are_refused(string says, params string[] arguments)
    {
        folder.Write("a.dib", "#!csharp\n// parameters\nvar steps = 1;\n");
        folder.Write("b.dib", "#!csharp\n1\n");
        folder.Write("m.dib", "#!csharp\n#!share --from fsharp a\n");
        folder.Write("f.dib", "#!fsharp\n1\n");
        var (exit, error) = Command(arguments);
        Assert.Equal(2, exit);
        Assert.Contains(says.Replace("a.dib: expected", "nowhere.txt: expected", StringComparison.Ordinal), error,
            StringComparison.Ordinal);
        Assert.Equal(
            ["a.dib", "b.dib", "f.dib", "m.dib"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory, InlineData("1", "int"), InlineData("-2.5", "double"), InlineData("1.0e-3", "double"),
     InlineData("true", "bool"), InlineData("99999999999", "string"), InlineData("1e5", "string"),
     InlineData("a=b\\\n\"", "string")]
    public void A_parameter_is_a_number_a_truth_or_a_text(string value, string type)
    {
        var parameter = NotebookParameter.Parse($"x={value}");
        Assert.Equal(new NotebookParameter("x", value), parameter);
        var code = SyntaxFactory.ParseExpression(parameter.In(Language.CSharp)[8..^1]);
        var literal = code is PrefixUnaryExpressionSyntax minus ? minus.Operand : code;
        Assert.Equal(type, ((LiteralExpressionSyntax)literal).Token.Value switch
        {
            int => "int",
            double => "double",
            bool => "bool",
            string text when text == value => "string",
            var other => $"{other}",
        });
    }

    /// <summary>A process that was killed and not yet collected by its parent lives no more.</summary>
    private static bool Lives(int id)
    {
        var state = $"/proc/{id}/stat";
        return File.Exists(state) && !File.ReadAllText(state).Contains(") Z ", StringComparison.Ordinal);
    }

    private static string Plain(NotebookCell cell) =>
        Assert.IsType<CellOutput.Result>(cell.Outputs[^1]).Bundle[Kit.Report.Mime.Plain];

    /// <summary>The program itself, started in the folder of the files.</summary>
    private (int Exit, string Error) Command(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Notebook).Assembly.Location, "notebook", .. arguments])
        {
            WorkingDirectory = folder.Path, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error + output.Result);
    }
}
