namespace VerifyTests;

/// <summary>A comparison that held: the verified file and its text.</summary>
public class VerifyResult
{
    private readonly string text;

    internal VerifyResult(string filePath, string text) => (FilePath, this.text) = (filePath, text);

    public string FilePath { get; }

    public string Text => text;
}
