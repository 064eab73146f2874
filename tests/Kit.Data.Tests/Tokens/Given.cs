using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Tokens;
using Kit.Pairs;

namespace Kit.Data.Tests.Tokens;

/// <summary>Vocabularies, sentences and marked answers for the token laws.</summary>
internal static class Given
{
    public static WordTokenizer Tokenizer { get; } =
        new(["a", "red", "blue", "square", "circle", "moves", "left", "right", "what", "is", "it", "?",
            "user", "assistant"]);

    public static Gen<string> Sentence { get; } =
        Gen.Elements<string>(Tokenizer.Words).ListOf().Select(words => string.Join(' ', words));

    /// <summary>A sentence in which any of its words may be marked, runs of marked words as one span.</summary>
    public static Gen<Answer> Answer { get; } =
        from words in Gen.Elements<string>(Tokenizer.Words).ListOf()
        from marks in Gen.Elements(true, false).ListOf(words.Count)
        select Marked(words, marks);

    public static Gen<Pair> Pair { get; } =
        from prompt in Sentence
        from chosen in Answer
        from rejected in Answer
        select new Pair("p", "c", prompt, chosen, rejected);

    private static Answer Marked(List<string> words, List<bool> marks)
    {
        var spans = new List<Span>();
        var at = 0;
        for (var i = 0; i < words.Count; at += words[i++].Length + 1)
            if (marks[i]) spans.Add(new(at, at + words[i].Length));
        return new(string.Join(' ', words), Sequence.From(spans));
    }
}
