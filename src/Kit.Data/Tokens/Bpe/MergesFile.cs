namespace Kit.Data.Tokens.Bpe;

/// <summary><c>merges.txt</c>: a line for each merge, most preferred first, after an optional <c>#version</c>.
/// </summary>
internal static class MergesFile
{
    public static IEnumerable<(string Left, string Right)> Read(string path)
    {
        if (!File.Exists(path))
            throw new InvalidDataException($"{path}: expected merges beside vocab.json, got no such file. Fetch it.");
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || (number == 1 && line.StartsWith("#version", StringComparison.Ordinal))) continue;
            yield return Pair(path, FormattableString.Invariant($"line {number}"), line);
        }
    }

    /// <summary>Two tokens with a blank between them.</summary>
    public static (string Left, string Right) Pair(string file, string place, string merge) =>
        merge.Split(' ') is [{ Length: > 0 } left, { Length: > 0 } right]
            ? (left, right)
            : throw new InvalidDataException($"{file}, {place}: expected two tokens with a blank between them, "
                + $"got \"{merge}\". Fetch the file again.");
}
