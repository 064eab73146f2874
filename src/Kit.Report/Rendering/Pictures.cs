namespace Kit.Report.Rendering;

/// <summary>Numbers the pictures of a page in its order, so that their names say nothing of time or place.</summary>
internal sealed class Pictures(string folder)
{
    private readonly List<PageFile> files = [];

    public IReadOnlyList<PageFile> Files => files;

    /// <summary>Adds a picture, given its id; returns its address relative to the page.</summary>
    public string Add(string kind, string extension, Func<string, byte[]> content)
    {
        var id = FormattableString.Invariant($"{kind}-{files.Count + 1}");
        files.Add(new PageFile($"{folder}/{id}.{extension}", content(id)));
        return $"{Uri.EscapeDataString(folder)}/{id}.{extension}";
    }
}
