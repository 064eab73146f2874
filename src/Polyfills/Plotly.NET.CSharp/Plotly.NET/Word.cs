namespace Plotly.NET;

/// <summary>A word of plotly.js.</summary>
public abstract class Word
{
    private readonly string text;

    private protected Word(string word) => text = word;

    public override string ToString() => text;
}
