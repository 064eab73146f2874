namespace Kit.Report.Notebooks.Running;

/// <summary>What the running cell has shown so far. Cells may print from several threads.</summary>
/// <param name="folder">The notebook's; a path below it is stored relative to it, so that outputs do not depend on the
/// machine.</param>
internal sealed class Transcript(string folder)
{
    private readonly Lock gate = new();
    private List<CellOutput> outputs = [];

    public void Print(string channel, string text)
    {
        lock (gate)
        {
            if (outputs is [.., CellOutput.Printed last] && last.Channel == channel)
                outputs[^1] = last with { Text = last.Text + text };
            else
                outputs.Add(new CellOutput.Printed(channel, text));
        }
    }

    /// <returns>Shows other forms in the same place, while the cell runs: an older cell's outputs are stored.</returns>
    public Action<Bundle> Show(Bundle bundle)
    {
        lock (gate)
        {
            var (cell, place) = (outputs, outputs.Count);
            cell.Add(new CellOutput.Displayed(bundle));
            return other =>
            {
                lock (gate) cell[place] = new CellOutput.Displayed(other);
            };
        }
    }

    public void Add(CellOutput output)
    {
        lock (gate) outputs.Add(output);
    }

    /// <summary>Hands over and starts the next cell.</summary>
    public Sequence<CellOutput> Take()
    {
        lock (gate)
        {
            Sequence<CellOutput> taken = [.. outputs.Select(Portable)];
            outputs = [];
            return taken;
        }
    }

    private CellOutput Portable(CellOutput output) => output switch
    {
        CellOutput.Printed printed => printed with { Text = Portable(printed.Text) },
        CellOutput.Displayed shown => new CellOutput.Displayed(Portable(shown.Bundle)),
        CellOutput.Result result => new CellOutput.Result(Portable(result.Bundle)),
        CellOutput.Failed failed => new CellOutput.Failed(failed.Name, Portable(failed.Message), failed.Trace),
        _ => output,
    };

    private Bundle Portable(Bundle bundle) =>
        new([.. bundle.Forms.Select(form => form with { Text = Portable(form.Text) })]);

    private string Portable(string text) => text.ReplaceLineEndings("\n")
        .Replace(folder, ".", StringComparison.Ordinal);
}
