using System.Text.Json;
using Kit.Data.Storage;
using Kit.Pairs;

namespace Kit.Data.Tokens;

/// <summary>The rules of a closed vocabulary: what is a word, and what is said about a bad one.</summary>
internal static class WordList
{
    public static Sequence<string> Checked(IEnumerable<string> words, Sequence<string> specials)
    {
        var list = Sequence.From(words);
        var seen = new HashSet<string>(specials);
        foreach (var word in list)
        {
            if (word.Length == 0 || word.Any(char.IsWhiteSpace))
                throw new ArgumentException(
                    $"vocabulary: expected words without white space, got \"{word}\". Split it.");
            if (!seen.Add(word))
                throw new ArgumentException($"vocabulary: expected distinct words, none named like a special token, "
                    + $"got \"{word}\" again. Remove one of them.");
        }

        return list;
    }

    public static Sequence<Span> Split(string text)
    {
        var spans = new List<Span>();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i])) continue;
            var start = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i])) i++;
            spans.Add(new(start, i));
        }

        return Sequence.From(spans);
    }

    public static InvalidDataException Unknown(Sequence<string> words, string text, string word, Span at)
    {
        var near = words.FirstOrDefault(known => string.Equals(known, word, StringComparison.OrdinalIgnoreCase));
        return new(FormattableString.Invariant(
            $"word at character {at.Start} of \"{text}\": expected one of {words.Count} known words, got \"{word}\". ")
            + (near is null ? "Add it to the vocabulary, or call EncodeOrUnknown." : $"Write \"{near}\"."));
    }

    public static void Save(string path, Sequence<string> words) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, words, StrictJson.Options));

    public static T Load<T>(string path, Func<Sequence<string>, T> from)
    {
        try
        {
            return from(JsonSerializer.Deserialize<Sequence<string>>(File.ReadAllBytes(path), StrictJson.Options)!);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: expected a JSON list of words, got one with a fault: "
                + $"{e.Message.TrimEnd('.')}. Save the tokenizer again.");
        }
    }
}
