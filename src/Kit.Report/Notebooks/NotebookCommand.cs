using System.CommandLine;
using Kit.Report.Notebooks.Files;
using Kit.Report.Notebooks.Running;

namespace Kit.Report.Notebooks;

/// <summary><c>notebook run</c> and <c>notebook convert</c>.</summary>
internal static class NotebookCommand
{
    private const string Outcomes =
        "Exit code 0: all cells ran; 1: a cell failed; 2: bad file or argument; 3: time-out.";

    public static Command Create() =>
        new("notebook", "Runs and converts notebooks (.ipynb, .dib).")
        {
            RunCommand(), ConvertCommand(), CellsCommand(),
        };

    private static Command RunCommand()
    {
        var limit = new Option<double>("--timeout")
        {
            Description = "Seconds after which the notebook is stopped.", DefaultValueFactory = _ => 600,
        };
        return Running(new Command("run", $"Runs a notebook in its own process. {Outcomes}") { limit },
            (job, arguments) => Task.FromResult((int)job.Within(Limit(arguments.GetValue(limit))).Run(Console.Error)));
    }

    /// <summary>What <c>run</c> starts in the notebook's own process.</summary>
    private static Command CellsCommand() => Running(
        new Command("cells", "Runs cells in this process.") { Hidden = true },
        async (job, _) => (int)await NotebookCells.Run(job, Console.Out, Console.Error));

    private static Command Running(Command command, Func<NotebookJob, ParseResult, Task<int>> run)
    {
        var file = new Argument<string>("file") { Description = "The notebook." };
        var parameters = new Option<string[]>("--param")
        {
            Description = "name=value for the cell tagged parameters; may be repeated.", DefaultValueFactory = _ => [],
        };
        var output = new Option<string?>("--out")
        {
            Description = "Where the notebook with its outputs goes (.ipynb, .html); without it they are printed.",
        };
        command.Add(file);
        command.Add(parameters);
        command.Add(output);
        command.SetAction((arguments, _) => Refusing(() => run(
            new NotebookJob(arguments.GetValue(file)!)
            {
                Parameters = [.. arguments.GetValue(parameters)!.Select(NotebookParameter.Parse)],
                Output = arguments.GetValue(output),
            }, arguments)));
        return command;
    }

    private static Command ConvertCommand()
    {
        var from = new Argument<string>("from") { Description = ".ipynb, .dib, .cs or .fsx." };
        var to = new Argument<string>("to") { Description = ".ipynb, .dib, .cs, .fsx or .html." };
        var command = new Command("convert", "Writes a notebook in another form.") { from, to };
        command.SetAction((arguments, _) => Refusing(() =>
        {
            var (source, target) = (arguments.GetValue(from)!, arguments.GetValue(to)!);
            var notebook = Notebook.Read(source);
            (NotebookFile.IsPage(target) ? notebook : RelativePaths.Moved(notebook, source, target)).Write(target);
            return Task.FromResult(0);
        }));
        return command;
    }

    private static TimeSpan Limit(double seconds) => seconds is > 0 and <= 86400 ? TimeSpan.FromSeconds(seconds)
        : throw new ArgumentException(FormattableString.Invariant(
            $"--timeout: expected 0 < seconds ≤ 86400, got {seconds}. Allow a day at most."));

    private static async Task<int> Refusing(Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception refusal) when (refusal is IOException or InvalidDataException or ArgumentException
            or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return (int)NotebookOutcome.Refused;
        }
    }
}
