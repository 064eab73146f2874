using Kit.Data.Tokens;
using Xunit.Abstractions;

namespace Kit.Data.Tests.Tokens;

/// <summary>Every tokenizer of the fixtures, every text.</summary>
public class BpeFixtureSpecs(ITestOutputHelper output)
{
    [Fact]
    public void Ids_and_decoded_text_are_the_references()
    {
        if (TokenizerCase.Folders.Count == 0) output.WriteLine("No fixtures/tokenizers: nothing was compared.");
        foreach (var (folder, tokenizer, cases) in TokenizerCase.All)
            foreach (var one in cases)
            {
                Assert.Equal((folder, one.Text, Shown(one.Ids)),
                    (folder, one.Text, Shown(tokenizer.EncodeMarkup(one.Text).Ids)));
                Assert.Equal((folder, one.Decoded), (folder, tokenizer.Decode(one.Ids)));
            }
    }

    [Fact]
    public void What_the_reference_drops_in_silence_is_told()
    {
        foreach (var (folder, tokenizer, cases) in TokenizerCase.All)
            foreach (var one in cases)
            {
                var tokens = tokenizer.EncodeMarkup(one.Text);
                Assert.Equal(Enumerable.Range(0, one.Text.Length), Read(tokens));
                if (IsByteLevel(folder))
                    Assert.Equal(one.Decoded == tokenizer.Normalized(one.Text), tokens.Lost.Count == 0);
            }
    }

    [Fact]
    public void Streamed_text_is_the_decoded_text()
    {
        foreach (var (_, tokenizer, cases) in TokenizerCase.All)
            foreach (var one in cases)
            {
                var stream = tokenizer.Stream();
                var pieces = one.Ids.Select(stream.Add).ToList();
                Assert.Equal(one.Decoded, string.Concat(pieces) + stream.End());
            }
    }

    // Every character is in a token or among the lost.
    private static IEnumerable<int> Read(Tokenized tokens) => tokens.Offsets.Concat(tokens.Lost)
        .SelectMany(span => Enumerable.Range(span.Start, span.Length)).Distinct().Order();

    private static bool IsByteLevel(string folder) =>
        File.ReadAllText(Path.Combine(folder, "tokenizer.json")).Contains("\"ByteLevel\"", StringComparison.Ordinal);

    private static string Shown(IEnumerable<int> ids) => string.Join(' ', ids);
}
