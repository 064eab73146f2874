using System.Text;
using Kit.Data.Storage;

namespace Kit.Data.Tokens.Bpe;

/// <summary>A <c>tokenizer.json</c>: components by their type; one that is not known is refused by name.</summary>
/// <remarks>Its <c>truncation</c> and <c>padding</c> are not followed: text is never cut, batches are padded later.
/// </remarks>
internal static class TokenizerFile
{
    public static BpeParts Read(JsonFields file, JsonFields? config)
    {
        var added = AddedTokenList.Read(file.List("added_tokens"), config, null);
        var decoders = Flat(file, "decoder", "decoders").ToList();
        var words = Flat(file, "pre_tokenizer", "pretokenizers").ToList();
        var bytes = words.Concat(decoders).Any(part => Type(part) == "ByteLevel") ? ByteUse.Always : ByteUse.Fallback;
        var (before, after) = Surrounding(file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file.File))!;
        return new(TokenizerFolder.FilesDigest(folder, [Path.GetFileName(file.File), "tokenizer_config.json"]),
            BpeModelFile.Read(file.Get("model"), bytes, added), added,
            new Normalizer.Chain([.. Flat(file, "normalizer", "normalizers").Select(ReadNormalizer)]),
            new PreTokenizer.Chain([.. words.SelectMany(ReadPreTokenizer)]),
            decoders.Select(Blank).FirstOrDefault(blank => blank.Length > 0) ?? "",
            Opening(file, decoders), before, after);
    }

    /// <summary>A component, or the parts of a sequence of them in order.</summary>
    private static IEnumerable<JsonFields> Flat(JsonFields owner, string name, string parts) =>
        owner.Find(name) is { } component ? Flat(component, parts) : [];

    private static IEnumerable<JsonFields> Flat(JsonFields component, string parts) =>
        Type(component) == "Sequence"
            ? component.List(parts).SelectMany(part => Flat(part.Object(), parts))
            : [component];

    private static string Type(JsonFields component) => component.Text("type");

    private static Normalizer ReadNormalizer(JsonFields part) => Type(part) switch
    {
        "NFC" => new Normalizer.Unicode(NormalizationForm.FormC),
        "NFD" => new Normalizer.Unicode(NormalizationForm.FormD),
        "NFKC" => new Normalizer.Unicode(NormalizationForm.FormKC),
        "NFKD" => new Normalizer.Unicode(NormalizationForm.FormKD),
        "Prepend" => new Normalizer.Prepend(part.Text("prepend")),
        "Replace" => new Normalizer.Replace(Literal(part), part.Text("content")),
        var other => throw part.Refused("type", "NFC, NFD, NFKC, NFKD, Prepend, Replace or Sequence", other),
    };

    private static IEnumerable<PreTokenizer> ReadPreTokenizer(JsonFields part) => Type(part) switch
    {
        "Split" => [ReadSplit(part)],
        "ByteLevel" => ReadByteLevel(part),
        "Metaspace" => [new PreTokenizer.Metaspace(MetaspaceBlank(part), Scheme(part),
            part.Flag("split", true) ? MetaspaceWords.FromEachBlank : MetaspaceWords.Whole)],
        var other => throw part.Refused("type", "Split, ByteLevel, Metaspace or Sequence", other),
    };

    private static IEnumerable<PreTokenizer> ReadByteLevel(JsonFields part)
    {
        if (part.Flag("add_prefix_space", true)) yield return new PreTokenizer.LeadingBlank();
        if (part.Flag("use_regex", true)) yield return new PreTokenizer.Isolate(new(SplitPattern.Gpt2));
    }

    private static PreTokenizer ReadSplit(JsonFields part)
    {
        var pattern = ReadPattern(part);
        return (part.Text("behavior"), part.Flag("invert", false)) switch
        {
            ("Isolated", _) => new PreTokenizer.Isolate(pattern),
            ("Removed", false) => new PreTokenizer.Remove(pattern),
            ("Removed", true) => new PreTokenizer.Keep(pattern),
            var (other, _) => throw part.Refused("behavior", "Isolated or Removed", other),
        };
    }

    private static SplitPattern ReadPattern(JsonFields part)
    {
        var pattern = part.Get("pattern");
        try
        {
            return new(pattern.FindText("Regex")
                ?? System.Text.RegularExpressions.Regex.Escape(pattern.Text("String")));
        }
        catch (ArgumentException e)
        {
            throw pattern.Refused("Regex", "a regular expression that .NET reads", e.Message.TrimEnd('.'));
        }
    }

    private static string Literal(JsonFields part) => part.Get("pattern") is var pattern
        && pattern.FindText("String") is { Length: > 0 } text
            ? text
            : throw pattern.Refused("String", "the text to replace", "nothing");

    private static string MetaspaceBlank(JsonFields part) => part.FindText("replacement") ?? "▁";

    private static MetaspaceScheme Scheme(JsonFields part) => part.FindText("prepend_scheme") switch
    {
        null => part.Flag("add_prefix_space", true) ? MetaspaceScheme.Always : MetaspaceScheme.Never,
        "always" => MetaspaceScheme.Always,
        "first" => MetaspaceScheme.First,
        "never" => MetaspaceScheme.Never,
        var other => throw part.Refused("prepend_scheme", "always, first or never", other),
    };

    private static string Blank(JsonFields decoder) => Type(decoder) switch
    {
        "Metaspace" => MetaspaceBlank(decoder),
        "Replace" => decoder.Text("content") == " " ? Literal(decoder)
            : throw decoder.Refused("content", "a blank", $"\"{decoder.Text("content")}\""),
        "ByteLevel" or "ByteFallback" or "Fuse" or "Strip" => "",
        var other => throw decoder.Refused(
            "type", "ByteLevel, Metaspace, Replace, ByteFallback, Fuse, Strip or Sequence", other),
    };

    private static OpeningBlank Opening(JsonFields file, List<JsonFields> decoders)
    {
        if (decoders.Count == 0) throw file.Refused("decoder", "how tokens become text", "nothing");
        foreach (var strip in decoders.Where(part => Type(part) == "Strip"))
            if (strip.Text("content") != " " || strip.Integer("start") != 1 || strip.Integer("stop") != 0)
                throw strip.Refused("one blank stripped at the start", strip.Value.GetRawText());
        return decoders.Any(part => Type(part) == "Strip"
            || (Type(part) == "Metaspace" && Scheme(part) != MetaspaceScheme.Never))
                ? OpeningBlank.Dropped
                : OpeningBlank.Kept;
    }

    private static (Sequence<int> Before, Sequence<int> After) Surrounding(JsonFields file)
    {
        var (before, after) = (new List<int>(), new List<int>());
        foreach (var part in Flat(file, "post_processor", "processors"))
            switch (Type(part))
            {
                case "ByteLevel": break;    // trims offsets only
                case "TemplateProcessing": ReadTemplate(part, before, after); break;
                case var other: throw part.Refused("type", "ByteLevel, TemplateProcessing or Sequence", other);
            }

        return (Sequence.From(before), Sequence.From(after));
    }

    private static void ReadTemplate(JsonFields part, List<int> before, List<int> after)
    {
        var side = before;
        foreach (var piece in part.List("single"))
            if (piece.Find("SpecialToken") is not { } token) side = after;
            else side.AddRange(part.Get("special_tokens").Get(token.Text("id")).List("ids")
                .Select(id => id.Value.TryGetInt32(out var value) ? value : throw id.Refused("a token id", "another")));
    }
}
