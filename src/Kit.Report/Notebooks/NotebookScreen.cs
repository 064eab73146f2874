using Kit.Report.Notebooks.Running;

namespace Kit.Report.Notebooks;

/// <summary>What a cell shows things on.</summary>
public sealed class NotebookScreen
{
    private readonly Transcript transcript;

    internal NotebookScreen(Transcript transcript) => this.transcript = transcript;

    /// <summary>Shows a value below the cell, in the richest forms that it has.</summary>
    /// <returns>A handle that can show another value in its place.</returns>
    public DisplayedValue display(object? value) => new(transcript.Show(Display.Of(value)));
}

/// <summary>Something shown, which can be replaced.</summary>
public sealed class DisplayedValue
{
    private readonly Action<Bundle> replace;

    internal DisplayedValue(Action<Bundle> replace) => this.replace = replace;

    /// <summary>Shows another value in the old one's place, while the same cell runs.</summary>
    public void Update(object? value) => replace(Display.Of(value));
}
