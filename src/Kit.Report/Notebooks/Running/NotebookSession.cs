using System.Diagnostics;
using Kit.Report.Notebooks.Kernels;

namespace Kit.Report.Notebooks.Running;

/// <summary>A notebook being run in this process: its languages, its screen, its cells one after the other.</summary>
/// <param name="folder">Where the notebook lies; relative paths begin there.</param>
/// <param name="parameters">What <c>@input:name</c> may ask for.</param>
/// <param name="log">Where times go: never into the notebook, which would differ from run to run.</param>
internal sealed class NotebookSession(
    string folder, IReadOnlyList<NotebookParameter> parameters, TextWriter log) : IDisposable
{
    private readonly Transcript transcript = new(folder);
    private readonly Dictionary<string, Kernel> kernels = [];
    private readonly HashSet<string> timed = [];

    public string Folder => folder;

    public IReadOnlyList<NotebookParameter> Parameters => parameters;

    /// <summary>Asks for the time of a cell.</summary>
    public void Timed(string place) => timed.Add(place);

    /// <summary>Runs one cell.</summary>
    /// <param name="cell">Of code.</param>
    /// <param name="number">Its place in the notebook, from 1.</param>
    /// <param name="order">How many cells ran up to it, itself included.</param>
    public async Task<NotebookCell> Run(NotebookCell cell, int number, int order)
    {
        var (output, error, clock) = (Console.Out, Console.Error, Stopwatch.StartNew());
        var place = FormattableString.Invariant($"cell {number}");
        try
        {
            Console.SetOut(TextWriter.Synchronized(new ScreenWriter(transcript, "stdout")));
            Console.SetError(TextWriter.Synchronized(new ScreenWriter(transcript, "stderr")));
            if (await Execute(cell, place) is { } value && Shows(value))
                transcript.Add(new CellOutput.Result(Display.Of(value)));
        }
        catch (Exception failure)
        {
            transcript.Add(CellFailure.From(failure).ToOutput());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }

        if (timed.Contains(place))
            log.WriteLine(FormattableString.Invariant($"{place}: {clock.Elapsed.TotalSeconds:0.000} s"));
        return cell.With(transcript.Take(), order);
    }

    /// <summary>Runs a cell's steps; its value is the last one's.</summary>
    public async Task<object?> Execute(NotebookCell cell, string place)
    {
        object? value = null;
        foreach (var step in CellText.Steps(cell)) value = await Execute(step, place);
        return value;
    }

    /// <summary>The session of a language, started when first asked for.</summary>
    public Kernel Kernel(Language language)
    {
        if (!kernels.TryGetValue(language.Name, out var kernel))
            kernels[language.Name] = kernel = language.Name switch
            {
                "csharp" => new CSharpKernel(new NotebookScreen(transcript), folder),
                "fsharp" => new FSharpKernel(new NotebookScreen(transcript)),
                _ => throw new CellFailure("LanguageError", $"#!{language.Name}: expected csharp or fsharp, got "
                    + $"{language.Title}, which does not run here. Write the cell in C# or F#, or make it Markdown."),
            };
        return kernel;
    }

    public void Dispose()
    {
        foreach (var kernel in kernels.Values) kernel.Dispose();
    }

    private async Task<object?> Execute(CellStep step, string place)
    {
        switch (step)
        {
            case CellStep.Reference reference:
                Kernel(reference.Language).Reference(
                    Located(() => Assemblies.Resolve(reference.Target, folder), step, place));
                return null;
            case CellStep.Magic magic:
                return await Magics.Run(this, magic, place);
            case CellStep.Code code:
                return code.Language == Language.Markdown ? null : await Kernel(code.Language).Run(code.Text, place);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Whether a cell that ends in this value shows it.</summary>
    private static bool Shows(object value) => value is not (DisplayedValue or Microsoft.FSharp.Core.Unit);

    private static T Located<T>(Func<T> ask, CellStep step, string place)
    {
        try
        {
            return ask();
        }
        catch (CellFailure failure) when (failure.Trace.Count == 0)
        {
            throw new CellFailure(failure.Name, failure.Message, CellTrace.At(place, step.Line));
        }
    }
}
