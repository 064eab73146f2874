namespace Kit.Report.Notebooks.Running;

/// <summary>What a cell showed, as a terminal shows it.</summary>
internal static class PlainOutputs
{
    public static string From(NotebookCell cell) =>
        string.Concat(cell.Outputs.Where(output => output is not CellOutput.Failed).Select(From));

    public static string From(CellOutput output) => output switch
    {
        CellOutput.Printed printed => printed.Text,
        CellOutput.Displayed shown => Plain(shown.Parts),
        CellOutput.Result result => Plain(result.Parts),
        CellOutput.Failed failed => string.Join('\n', failed.Trace.Select(line => $"  at {line}")
            .Prepend($"{failed.Name}: {failed.Message}")),
        _ => "",
    };

    private static string Plain(Sequence<MimePart> parts) =>
        (parts.FirstOrDefault(part => part.Type == "text/plain") ?? (parts is [var first, ..] ? first : null))?.Text + "\n";
}
