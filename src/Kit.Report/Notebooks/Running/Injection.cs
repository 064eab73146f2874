using System.Text.RegularExpressions;

namespace Kit.Report.Notebooks.Running;

/// <summary>Puts parameters behind the cell that states their defaults, as papermill does.</summary>
internal static class Injection
{
    private const string Tag = "injected-parameters";

    /// <exception cref="ArgumentException">The notebook has no such parameter.</exception>
    public static Notebook Inject(Notebook notebook, IReadOnlyList<NotebookParameter> parameters)
    {
        var cells = notebook.Cells.Where(cell => !cell.Tags.Contains(Tag)).ToList();
        var place = cells.FindIndex(cell => cell.TakesParameters);
        var inputs = parameters.Where(one => !Asks(notebook, one)).ToArray();
        if (inputs.Length == 0) return notebook.With(cells);
        if (place < 0 || inputs.FirstOrDefault(one => !Defines(cells[place], one)) is { })
            throw Unknown(inputs, place < 0 ? null : cells[place]);
        var language = cells[place].Language;
        cells.Insert(place + 1, new NotebookCell(language, string.Join('\n',
            inputs.Select(one => one.In(language)).Prepend("// injected parameters"))) { Tags = [Tag] });
        return notebook.With(cells);
    }

    /// <summary>Whether a <c>#!set … --value @input:name</c> takes it.</summary>
    private static bool Asks(Notebook notebook, NotebookParameter one) =>
        notebook.Cells.Any(cell => Regex.IsMatch(cell.Source, $@"(?m)^#!.*@input:""?{one.Name}\b"));

    private static bool Defines(NotebookCell cell, NotebookParameter one) =>
        Regex.IsMatch(cell.Source, $@"(?m)^(?!\s*//).*\b{one.Name}\s*(:[^=\n]+)?=(?!=)");

    private static ArgumentException Unknown(NotebookParameter[] parameters, NotebookCell? cell)
    {
        var name = parameters.First(one => cell is null || !Defines(cell, one)).Name;
        return new ArgumentException(cell is null
            ? $"--param {name}: expected a notebook with a cell tagged parameters, got one without. "
                + "Tag the cell that sets the defaults, or begin it with // parameters."
            : $"--param {name}: expected a name that the parameters cell sets, got another. Its text is:\n"
                + cell.Source);
    }
}
