namespace Kit.Report.Notebooks;

/// <summary>A value in one form.</summary>
/// <param name="Type">Its media type: <c>text/html</c>.</param>
/// <param name="Text">The form itself; binary media in base64, JSON media as JSON text.</param>
public sealed record MimePart(string Type, string Text)
{
    /// <summary>Plain text.</summary>
    public static MimePart Plain(string text) => new("text/plain", text);

    /// <summary>Whether a notebook stores it as JSON rather than as lines of text.</summary>
    internal bool IsJson => Type == "application/json" || Type.EndsWith("+json", StringComparison.Ordinal);
}
