using Kit.Pairs;
using static Kit.Data.Tokens.TemplatePiece;

namespace Kit.Data.Tokens;

/// <summary>Turns a question and an answer into ids: prompt = before ++ question ++ between, answer = text ++ after.
/// </summary>
/// <remarks>Every piece is encoded on its own, so prompt ++ answer is the whole sequence by construction: no token can
/// straddle the border between the two, whatever the tokenizer merges.</remarks>
/// <param name="Name">Stands in fingerprints and protocols.</param>
/// <param name="Before">Opens the user's turn and places the video.</param>
/// <param name="Between">Closes the question and opens the answer.</param>
/// <param name="After">Closes the answer; trained like its words. Its first token stops generation.</param>
public sealed record ChatTemplate(
    string Name, Sequence<TemplatePiece> Before, Sequence<TemplatePiece> Between, Sequence<TemplatePiece> After)
{
    /// <summary>[video] question [start] answer [end]: Qwen's shape without the words every prompt shares.</summary>
    public static ChatTemplate Compact { get; } = new("compact",
        [new Special(SpecialTokens.Video)], [new Special(SpecialTokens.Start)], [new Special(SpecialTokens.End)]);

    /// <summary>Qwen2's chat form with one video before the question, without a system turn.</summary>
    public static ChatTemplate Qwen2 { get; } = new("qwen2",
        [new Special(SpecialTokens.Start), new Text("user\n"), new Special(SpecialTokens.Video), new Text("\n")],
        [new Special(SpecialTokens.End), new Text("\n"), new Special(SpecialTokens.Start), new Text("assistant\n")],
        [new Special(SpecialTokens.End)]);

    /// <summary>Ids up to the answer's first token, [P].</summary>
    public Sequence<int> Prompt(ITokenizer tokenizer, string question) =>
        [.. Ids(Before, tokenizer), .. tokenizer.Encode(question).Ids, .. Ids(Between, tokenizer)];

    /// <summary>The answer's ids with its masks, [T]; closing tokens are answer, never span.</summary>
    public EncodedAnswer Answer(ITokenizer tokenizer, Answer answer)
    {
        var words = tokenizer.Encode(answer.Text);
        Sequence<int> close = [.. Ids(After, tokenizer)];
        return new(
            [.. words.Ids, .. close],
            [.. Enumerable.Repeat(1, words.Count + close.Count)],
            [.. TokenSpans.Mask(answer.Spans, words.Offsets), .. Enumerable.Repeat(0, close.Count)]);
    }

    /// <summary>Both answers of a pair with their shared prompt.</summary>
    public EncodedPair Apply(ITokenizer tokenizer, Pair pair) => new(pair.Id, pair.Clip,
        Prompt(tokenizer, pair.Prompt), Answer(tokenizer, pair.Chosen), Answer(tokenizer, pair.Rejected));

    /// <summary>The id that ends generation.</summary>
    public int Stop(ITokenizer tokenizer) => Ids(After, tokenizer).First();

    /// <summary>The text of generated ids, up to the stop token if the model wrote one.</summary>
    public string Text(ITokenizer tokenizer, IEnumerable<int> generated)
    {
        var stop = Stop(tokenizer);
        return tokenizer.Decode(generated.TakeWhile(id => id != stop));
    }

    /// <summary>The whole conversation as text, for people.</summary>
    public string Render(string question, string answer) =>
        string.Concat(Before) + question + string.Concat(Between) + answer + string.Concat(After);

    public override string ToString() => $"{Name}: {Render("{question}", "{answer}")}";

    private static IEnumerable<int> Ids(Sequence<TemplatePiece> pieces, ITokenizer tokenizer) =>
        pieces.SelectMany(piece => piece.Apply(tokenizer));
}
