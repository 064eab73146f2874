using Kit.Data.Tokens;
using Kit.Models;
using Kit.Models.Generation;
using static TorchSharp.torch;

namespace Kit.Evaluate;

/// <summary>Asks a model questions about clips; all questions of a clip share one pass over its frames.</summary>
/// <param name="Model">The model; adapters in place are used.</param>
/// <param name="Tokenizer">Its vocabulary.</param>
/// <param name="Template">Its chat form; must open with the video.</param>
/// <param name="ClipsPerBatch">Clips decoded together.</param>
public sealed record Interview(
    VideoLm Model, ITokenizer Tokenizer, ChatTemplate Template, int ClipsPerBatch = 16)
{
    /// <summary>How answers are decoded; its text is the protocol's. The template's end stops every answer.</summary>
    public Decoding Decoding { get; init; } = Decoding.Greedy.WithLimit(40);

    /// <summary>Of sampled answers.</summary>
    public long Seed { get; init; }

    /// <summary>Answers, clip by clip and in the order of each clip's questions.</summary>
    /// <param name="features">Visual tokens of the clips, [C, V, D].</param>
    /// <param name="questions">Texts to ask about each clip.</param>
    /// <param name="progress">Told the number of clips done.</param>
    public IReadOnlyList<IReadOnlyList<string>> Ask(
        Tensor features, IReadOnlyList<IReadOnlyList<string>> questions, IProgress<int>? progress = null) =>
        Answer(features, [.. questions.Select(texts => (IReadOnlyList<Asked>)[.. texts.Select(t => new Asked(t))])], progress);

    /// <summary>The same with a stream of random numbers for each question.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Answer(
        Tensor features, IReadOnlyList<IReadOnlyList<Asked>> questions, IProgress<int>? progress = null)
    {
        var answers = new List<IReadOnlyList<string>>();
        foreach (var batch in questions.Chunk(ClipsPerBatch))
        {
            using var scope = NewDisposeScope();
            answers.AddRange(Ask(features.narrow(0, answers.Count, batch.Length), batch));
            progress?.Report(answers.Count);
        }

        return answers;
    }

    private IEnumerable<IReadOnlyList<string>> Ask(Tensor features, IReadOnlyList<Asked>[] questions)
    {
        var video = Tokenizer.Id(SpecialTokens.Video);
        var asked = questions.SelectMany((texts, clip) => texts.Select(one => new Query(
            clip, VideoPrompt.AfterVideo(Template.Prompt(Tokenizer, one.Text), video), one.Stream))).ToArray();
        if (asked.Length == 0) return [.. questions.Select(_ => Array.Empty<string>())];
        var clip = Prompt.After((int)features.shape[1], []);
        var decoding = Decoding.WithStops(Template.Stop(Tokenizer));
        var generator = new TextGenerator(Model.Language, decoding, Seed, Tokenizer);
        var answers = generator.Answer([.. questions.Select(_ => clip)], features.flatten(0, 1), asked).Answers;
        var texts = new Queue<string>(answers.Select(a => a[0].Text!));
        return [.. questions.Select(q => (IReadOnlyList<string>)[.. q.Select(_ => texts.Dequeue())])];
    }
}

/// <summary>One question of an interview.</summary>
/// <param name="Text">As it is worded.</param>
/// <param name="Stream">Names the random numbers of its answer, where answers are drawn.</param>
public sealed record Asked(string Text, long Stream = 0);
