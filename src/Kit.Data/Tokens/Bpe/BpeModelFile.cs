using System.Text.Json;
using Kit.Data.Storage;

namespace Kit.Data.Tokens.Bpe;

/// <summary>The <c>model</c> of a <c>tokenizer.json</c>.</summary>
internal static class BpeModelFile
{
    public static BpeModel Read(JsonFields model, ByteUse bytes, IEnumerable<AddedToken> added)
    {
        Check(model);
        var vocabulary = Vocabulary(model.Get("vocab"));
        foreach (var token in added) vocabulary.AddNamed(token.Text, token.Id);
        vocabulary.SetUnknown(model.FindText("unk_token"));
        return new(vocabulary, Merges(model.File, vocabulary, Pairs(model)), Speller(model, bytes, vocabulary),
            model.Flag("ignore_merges", false) ? WholeWords.Taken : WholeWords.Merged,
            model.Flag("fuse_unk", false) ? UnknownRuns.Fused : UnknownRuns.Each);
    }

    public static Vocabulary Vocabulary(JsonFields tokens)
    {
        var vocabulary = new Vocabulary();
        foreach (var token in tokens.Value.EnumerateObject())
            if (token.Value is { ValueKind: JsonValueKind.Number } && token.Value.TryGetInt32(out var id))
                vocabulary.Add(token.Name, id);
            else throw tokens.Refused(token.Name, "a token id", token.Value.GetRawText());
        return vocabulary;
    }

    /// <summary>Merges by the ids of their tokens; all three tokens of a merge must be in the vocabulary.</summary>
    public static MergeTable Merges(
        string file, Vocabulary vocabulary, IEnumerable<(string Left, string Right)> merges)
    {
        var table = new MergeTable();
        foreach (var (left, right) in merges)
        {
            var (l, r, both) = (vocabulary.Find(left), vocabulary.Find(right), vocabulary.Find(left + right));
            if (l == Symbol.None || r == Symbol.None || both == Symbol.None)
                throw new InvalidDataException($"{file}, merge \"{left} {right}\": expected both and "
                    + $"\"{left + right}\" in the vocabulary, got not all of them. Fetch the file again.");
            table.Add(l, r, both);
        }

        return table;
    }

    private static Speller Speller(JsonFields model, ByteUse bytes, Vocabulary vocabulary) => bytes switch
    {
        ByteUse.Always => new Speller.Utf8(vocabulary),
        _ when model.Flag("byte_fallback", false) => new Speller.Fallback(vocabulary),
        _ => new Speller.Characters(vocabulary),
    };

    private static void Check(JsonFields model)
    {
        if (model.FindText("type") is not (null or "BPE") || !model.Has("merges"))
            throw model.Refused("type", "BPE", model.FindText("type") ?? "a model without merges");
        if (model.FindNumber("dropout") is > 0)
            throw model.Refused("dropout", "none, so that ids are a function of the text", "some");
        foreach (var affix in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
            if (model.FindText(affix) is { Length: > 0 } text)
                throw model.Refused(affix, "none, as in the Qwen2, Llama and Mistral families", $"\"{text}\"");
    }

    private static IEnumerable<(string Left, string Right)> Pairs(JsonFields model) =>
        model.List("merges").Select(merge => merge.Value.ValueKind switch
        {
            JsonValueKind.String => MergesFile.Pair(merge.File, merge.Place, merge.Value.GetString()!),
            JsonValueKind.Array when merge.Value.EnumerateArray().ToList() is
                [{ ValueKind: JsonValueKind.String } left, { ValueKind: JsonValueKind.String } right] =>
                (left.GetString()!, right.GetString()!),
            _ => throw merge.Refused("two tokens", merge.Value.GetRawText()),
        });
}

/// <summary>Whether all text is spelt in bytes, or only what has no token.</summary>
internal enum ByteUse
{
    Fallback,
    Always,
}
