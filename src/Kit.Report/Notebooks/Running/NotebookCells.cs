using System.Globalization;

namespace Kit.Report.Notebooks.Running;

/// <summary>How the process that runs cells ends; numbers that no cell's own exit would choose by chance.</summary>
internal enum CellsEnd
{
    Ran = 140,
    CellFailed = 141,
    Refused = 142,
}

/// <summary>Runs the cells of a notebook in this process.</summary>
internal static class NotebookCells
{
    public static async Task<CellsEnd> Run(NotebookJob job, TextWriter output, TextWriter log)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var folder = Path.GetDirectoryName(Path.GetFullPath(job.File))!;
        Directory.SetCurrentDirectory(folder);
        try
        {
            var notebook = Injection.Inject(Notebook.Read(job.File).WithoutOutputs(), job.Parameters);
            using var session = new NotebookSession(folder, job.Parameters, log);
            return await Run(notebook, session, job.Output, output, log);
        }
        catch (Exception refusal) when (refusal is IOException or InvalidDataException or ArgumentException
            or UnauthorizedAccessException)
        {
            await log.WriteLineAsync(refusal.Message);
            return CellsEnd.Refused;
        }
    }

    private static async Task<CellsEnd> Run(
        Notebook notebook, NotebookSession session, string? target, TextWriter output, TextWriter log)
    {
        var cells = notebook.Cells.ToArray();
        Store(notebook, target);
        for (var (i, order) = (0, 0); i < cells.Length; i++)
        {
            if (cells[i].Language == Language.Markdown || cells[i].Source.Trim().Length == 0) continue;
            await log.WriteLineAsync(FormattableString.Invariant(
                $"cell {i + 1} of {cells.Length} ({cells[i].Language.Title})"));
            cells[i] = await session.Run(cells[i], i + 1, ++order);
            Store(notebook.With(cells), target);
            if (target is null) await output.WriteAsync(PlainOutputs.From(cells[i]));
            if (cells[i].Outputs is not [.., CellOutput.Failed failed]) continue;
            await log.WriteLineAsync(PlainOutputs.From(failed));
            return CellsEnd.CellFailed;
        }

        return CellsEnd.Ran;
    }

    private static void Store(Notebook notebook, string? target)
    {
        if (target is not null) notebook.Write(target);
    }
}
