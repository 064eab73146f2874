using Kit.Pairs;
using static Kit.Data.Tokens.TemplatePiece;

namespace Kit.Data.Tokens;

/// <summary>Turns a question and an answer into ids.</summary>
/// <remarks>conversation = opening ++ system ++ Σ turns, turn = before ++ (clip, in the first) ++ question ++ between
/// ++ lead ++ answer ++ after ++ trail; prompt ends with <c>between</c>, the answer is the rest up to <c>after</c>.
/// The whole conversation is encoded as one text, as the model's own code does, and the border is looked up among its
/// ids: prompt ++ answer is the whole by check, and a token that crosses the border is refused with the sample's name.
/// What a user wrote is neither trimmed nor read as special tokens.</remarks>
/// <param name="Name">Stands in fingerprints and protocols.</param>
/// <param name="Before">Opens a user's turn.</param>
/// <param name="Between">Closes the question and opens the answer.</param>
/// <param name="After">Closes the answer; trained like its words. Its first special token stops generation.</param>
public sealed partial record ChatTemplate(
    string Name, Sequence<TemplatePiece> Before, Sequence<TemplatePiece> Between, Sequence<TemplatePiece> After)
{
    /// <summary>Opens the conversation.</summary>
    public Sequence<TemplatePiece> Opening { get; init; } = [];

    /// <summary>The system prompt and its frame.</summary>
    public SystemTurn System { get; init; } = SystemTurn.None;

    /// <summary>The clip's place in the first turn; has exactly one <see cref="Media"/> or <see cref="Sentinel"/>, or
    /// none for a conversation without a clip.</summary>
    public Sequence<TemplatePiece> Clip { get; init; } = [];

    /// <summary>Text between the prompt and the answer's first word that belongs to the answer's tokens.</summary>
    public string Lead { get; init; } = "";

    /// <summary>Follows a closed turn; not trained, since generation has stopped before it.</summary>
    public Sequence<TemplatePiece> Trail { get; init; } = [];

    /// <summary>The template with another system prompt; "" leaves the system turn out.</summary>
    /// <exception cref="ArgumentException">The family has no place for one.</exception>
    public ChatTemplate WithSystem(string text) => System == SystemTurn.None && text.Length > 0
        ? throw new ArgumentException($"{Name}: expected no system prompt, got \"{text}\". This family has none.")
        : this with { System = System with { Text = text } };

    /// <summary>The template for conversations without a clip.</summary>
    public ChatTemplate WithoutClip() => this with { Clip = [] };

    /// <summary>Ids up to the answer's first token, [P], with one placeholder for the clip.</summary>
    public Sequence<int> Prompt(ITokenizer tokenizer, string question) => Prompt(tokenizer, [], question);

    /// <summary>The same after earlier turns, each with its answer.</summary>
    public Sequence<int> Prompt(ITokenizer tokenizer, IEnumerable<Turn> past, string question) =>
        Script([.. past, new(question)]).Encode("prompt", tokenizer).Ids;

    /// <summary>The answer's ids with its masks, [T]; closing tokens are answer, never span.</summary>
    public EncodedAnswer Answer(ITokenizer tokenizer, Answer answer) => Answer(tokenizer, "", answer);

    /// <summary>The answer as it is encoded behind this question.</summary>
    public EncodedAnswer Answer(ITokenizer tokenizer, string question, Answer answer) =>
        Answer("answer", tokenizer, Script([new(question)]), answer);

    /// <summary>Both answers of a pair with their shared prompt.</summary>
    /// <exception cref="InvalidDataException">A token crosses the border of prompt and answer, or a character is in no
    /// token; names the pair.</exception>
    public EncodedPair Apply(ITokenizer tokenizer, Pair pair) => Apply(tokenizer, pair, []);

    /// <summary>The same after earlier turns, each with its answer; the clip stands in the first.</summary>
    public EncodedPair Apply(ITokenizer tokenizer, Pair pair, IEnumerable<Turn> past)
    {
        var prompt = Script([.. past, new(pair.Prompt)]);
        return new(pair.Id, pair.Clip, prompt.Encode($"pair {pair.Id}, prompt", tokenizer).Ids,
            Answer($"pair {pair.Id}, chosen", tokenizer, prompt, pair.Chosen),
            Answer($"pair {pair.Id}, rejected", tokenizer, prompt, pair.Rejected));
    }

    /// <summary>The id that stands for the clip in a prompt; visual tokens take its place.</summary>
    public int Placeholder(ITokenizer tokenizer) =>
        Clip.FirstOrDefault(piece => piece is Media or Sentinel)?.Apply(tokenizer).Single()
        ?? throw new InvalidOperationException(
            $"{Name}: expected a place for a clip, got none. Do not call {nameof(WithoutClip)}.");

    /// <summary>The id that ends generation.</summary>
    /// <exception cref="InvalidOperationException">The family ends by text, <see cref="StopText"/>.</exception>
    public int Stop(ITokenizer tokenizer) => After.OfType<Special>().FirstOrDefault()?.Apply(tokenizer).Single()
        ?? throw new InvalidOperationException(
            $"{Name}: expected a closing token, got the text \"{StopText}\". Stop at the text.");

    /// <summary>The text that ends generation where no token does, else empty.</summary>
    public string StopText => After.Any(piece => piece is Special) ? "" : string.Concat(After);

    /// <summary>The text of generated ids, up to the stop token or text if the model wrote one.</summary>
    public string Text(ITokenizer tokenizer, IEnumerable<int> generated)
    {
        var (stop, closing) = (StopText, string.Concat(After.TakeWhile(piece => piece is Text)));
        var said = stop.Length > 0 ? generated : generated.TakeWhile(id => id != Stop(tokenizer));
        var text = tokenizer.Decode(said);
        var end = stop.Length > 0 ? text.IndexOf(stop, StringComparison.Ordinal) : -1;
        text = end >= 0 ? text[..end] : text;
        text = Lead.Length > 0 && text.StartsWith(Lead, StringComparison.Ordinal) ? text[Lead.Length..] : text;
        return stop.Length == 0 && closing.Length > 0 && text.EndsWith(closing, StringComparison.Ordinal)
            ? text[..^closing.Length]
            : text;
    }

    /// <summary>Question and answer as text, for people.</summary>
    public string Render(string question, string answer) =>
        Script([new(question)]).Add([new Text(Lead + answer), .. After]).ToString();

    /// <summary>A conversation as text, as the family's own code writes it.</summary>
    public string Render(IEnumerable<Turn> turns) => Script([.. turns]).ToString();

    public override string ToString() => $"{Name}: {Render("{question}", "{answer}")}";

    private TemplateScript Script(IReadOnlyList<Turn> turns) =>
        new([.. Opening, .. System.Pieces(SystemPlace.BeforeTurns), .. turns.SelectMany(Pieces)]);

    private IEnumerable<TemplatePiece> Pieces(Turn turn, int index) =>
    [
        .. Before, .. index == 0 ? [.. System.Pieces(SystemPlace.InFirstTurn), .. Clip] : Array.Empty<TemplatePiece>(),
        new Text(turn.Question), .. Between,
        .. turn.Answer is { } answer ? [new Text(Lead + answer), .. After, .. Trail] : Array.Empty<TemplatePiece>(),
    ];

    private EncodedAnswer Answer(string who, ITokenizer tokenizer, TemplateScript prompt, Answer answer)
    {
        var whole = prompt.Add([new Text(Lead + answer.Text), .. After]).Encode(who, tokenizer);
        var border = Border(who, prompt.Encode(who, tokenizer), whole, tokenizer);
        var start = prompt.Length + Lead.Length;
        int Within(int at) => Math.Clamp(at - start, 0, answer.Text.Length);
        var offsets = Sequence.From(
            whole.Offsets.Skip(border).Select(span => new Span(Within(span.Start), Within(span.End))));
        return new(
            Sequence.From(whole.Ids.Skip(border)), [.. offsets.Select(_ => 1)], TokenSpans.Mask(answer.Spans, offsets));
    }

    /// <summary>P, where the prompt's ids end within the whole; they must open it.</summary>
    private int Border(string who, Tokenized prompt, Tokenized whole, ITokenizer tokenizer)
    {
        var same = prompt.Ids.AsSpan().CommonPrefixLength(whole.Ids.AsSpan());
        return same == prompt.Count ? same : throw new InvalidDataException(
            $"{who}: expected the prompt's tokens to open the conversation's, got "
            + $"\"{tokenizer.Decode(whole.Ids.Skip(same).Take(1))}\" across the border of {Name}. "
            + "Begin the answer with a word.");
    }
}
