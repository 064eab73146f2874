using System.Text.Json;
using Kit.Data.Tests.Storage;
using Kit.Data.Tokens;

namespace Kit.Data.Tests.Tokens;

/// <summary>Texts that another implementation encoded and decoded with one tokenizer file.</summary>
internal sealed record TokenizerCase(string Text, int[] Ids, string Decoded)
{
    /// <summary>Folders with a tokenizer and its expected ids; none where no fixtures stand beside the project.
    /// </summary>
    public static IReadOnlyList<string> Folders { get; } =
        [.. Fixtures.Files("expected.json").Select(file => Path.GetDirectoryName(file)!)
            .Where(folder => Path.GetFileName(Path.GetDirectoryName(folder)) == "tokenizers").Order()];

    public static IEnumerable<(string Folder, BpeTokenizer Tokenizer, IReadOnlyList<TokenizerCase> Cases)> All =>
        Folders.Select(folder => (folder, BpeTokenizer.Load(folder), Read(folder)));

    private static IReadOnlyList<TokenizerCase> Read(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(one => new TokenizerCase(
            one.GetProperty("text").GetString()!,
            [.. one.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())],
            one.GetProperty("decoded").GetString()!))];
    }
}
