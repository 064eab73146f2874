using System.Globalization;
using System.Text.Json;
using Kit.Data.Storage;

namespace Kit.Data.Tokens.Bpe;

/// <summary>Added tokens of all the files that may hold them; the first to name an id says what it is.</summary>
internal static class AddedTokenList
{
    /// <param name="listed"><c>added_tokens</c> of <c>tokenizer.json</c>.</param>
    /// <param name="config"><c>tokenizer_config.json</c>, whose <c>added_tokens_decoder</c> is keyed by id.</param>
    /// <param name="names"><c>added_tokens.json</c>: ids by name, all of them control tokens.</param>
    public static Sequence<AddedToken> Read(IEnumerable<JsonFields> listed, JsonFields? config, JsonFields? names) =>
        Sequence.From(listed.Select(token => Token(token, token.Integer("id")))
            .Concat(config?.Find("added_tokens_decoder")?.Members().Select(ById) ?? [])
            .Concat(names?.Members().Select(Named) ?? [])
            .DistinctBy(token => token.Id).OrderBy(token => token.Id));

    private static AddedToken ById((string Name, JsonFields Value) member) =>
        int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? Token(member.Value.Object(), id)
            : throw member.Value.Refused("a token id as the name", $"\"{member.Name}\"");

    private static AddedToken Named((string Name, JsonFields Value) member) =>
        member.Value.Value is { ValueKind: JsonValueKind.Number } && member.Value.Value.TryGetInt32(out var id)
            ? new(member.Name, id, AddedKind.Control, AddedStrips.None, SingleWord: false, Normalized: false)
            : throw member.Value.Refused("a token id", member.Value.Value.GetRawText());

    private static AddedToken Token(JsonFields token, int id)
    {
        var kind = token.Flag("special", false) ? AddedKind.Control : AddedKind.Text;
        var left = token.Flag("lstrip", false) ? AddedStrips.Left : AddedStrips.None;
        var right = token.Flag("rstrip", false) ? AddedStrips.Right : AddedStrips.None;
        return new(token.Text("content"), id, kind, left | right, token.Flag("single_word", false),
            token.Flag("normalized", kind == AddedKind.Text));
    }
}
