namespace Kit.Report.Notebooks.Running;

/// <summary>What a cell showed, as a terminal shows it.</summary>
internal static class PlainOutputs
{
    public static string From(NotebookCell cell) =>
        string.Concat(cell.Outputs.Where(output => output is not CellOutput.Failed).Select(From));

    public static string From(CellOutput output) => output switch
    {
        CellOutput.Printed printed => printed.Text,
        CellOutput.Displayed shown => Plain(shown.Bundle),
        CellOutput.Result result => Plain(result.Bundle),
        CellOutput.Failed failed => string.Join('\n', failed.Trace.Select(line => $"  at {line}")
            .Prepend($"{failed.Name}: {failed.Message}")),
        _ => "",
    };

    private static string Plain(Bundle bundle) =>
        (bundle.Find(Mime.Plain) ?? (bundle.Forms is [var first, ..] ? first.Text : "")) + "\n";
}
