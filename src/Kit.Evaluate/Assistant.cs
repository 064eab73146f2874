using System.Text.Json;
using Kit.Data.Processing;
using Kit.Data.Tokens;
using Kit.Data.Video;
using Kit.Models;
using Kit.Models.Families;
using Kit.Models.Generation;
using Kit.Models.Peft;
using Kit.Torch;
using Kit.Video;
using Processed = Kit.Data.Processing.Pixels;
using static TorchSharp.torch;

namespace Kit.Evaluate;

/// <summary>A published video language model with all that its folder says of it: tokenizer, chat form, processor.
/// </summary>
/// <param name="Model">Adapters in place are used.</param>
/// <param name="Tokenizer">Its vocabulary.</param>
/// <param name="Template">The chat form that it was trained with.</param>
/// <param name="Processor">Frames → what its tower takes.</param>
public sealed record Assistant(
    VideoModel Model, BpeTokenizer Tokenizer, ChatTemplate Template, ImageProcessor Processor)
{
    /// <summary>Which frames of a clip are seen.</summary>
    public FramePlan Frames { get; init; } = new FramePlan.Uniform(8);

    /// <summary>How answers are decoded; the chat form's end stops every answer.</summary>
    public Decoding Decoding { get; init; } = Decoding.Greedy.WithLimit(128);

    /// <summary>Of sampled answers.</summary>
    public long Seed { get; init; }

    /// <summary>Reads a checkpoint's folder as it was downloaded: <c>config.json</c>, weights, tokenizer and
    /// <c>preprocessor_config.json</c>.</summary>
    /// <exception cref="InvalidDataException">A file is missing, damaged or of a family that the kit does not have.
    /// </exception>
    public static Assistant Load(string folder, Placement place)
    {
        var template = Form(folder);
        var (tokenizer, processor) = (BpeTokenizer.Load(folder), ImageProcessor.Load(folder));
        return new(VideoModel.Load(folder, place), tokenizer, template, processor);
    }

    /// <summary>The same with a PEFT adapter's folder in place on the model.</summary>
    /// <exception cref="InvalidDataException">As above; or the adapter belongs to another model, or asks for what is
    /// not done here.</exception>
    public static Assistant Load(string folder, string adapter, Placement place)
    {
        var assistant = Load(folder, place);
        PeftAdapter.Load(adapter, assistant.Model).Adapters.Place();
        return assistant;
    }

    /// <summary>Answers about one clip, in the order of the questions; its frames are processed once.</summary>
    public Generation Ask(VideoFile video, IReadOnlyList<string> questions)
    {
        using var scope = NewDisposeScope();
        return Ask(See(video), questions);
    }

    /// <summary>The same about frames whose clip is no longer at hand.</summary>
    /// <exception cref="ArgumentException">The model counts positions in seconds of the clip, Qwen2.5-VL, and the
    /// frames do not tell their rate.</exception>
    public Generation Ask(Frames frames, IReadOnlyList<string> questions)
    {
        if (frames.Rate is null && Model is QwenVideoLm { Config.TokensPerSecond: not null })
            throw new ArgumentException("Qwen2.5-VL: expected frames with their rate, which sets its time positions, "
                + "got frames alone. Read them from the file by a plan, or ask about the file.");
        using var scope = NewDisposeScope();
        return Ask(Clip(Processor.Apply(frames), frames.Rate ?? 1), questions);
    }

    /// <summary>Answers to words alone, each question behind the same earlier turns.</summary>
    /// <param name="past">Earlier questions with their answers.</param>
    /// <param name="questions">One answer each, in their order.</param>
    public Generation Say(IReadOnlyList<Turn> past, IReadOnlyList<string> questions)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var form = Template.WithoutClip();
        Prompt[] prompts = [.. questions.Select(question =>
            Model.Expand(new VideoInput(form.Prompt(Tokenizer, past, question), [])))];
        return new TextGenerator(Model.Language, Stopping, Seed, Tokenizer).Answer(prompts, Model.Language.NoVisual);
    }

    /// <summary>The frames of a clip as the model's tower takes them.</summary>
    public ClipPixels See(VideoFile video) => Clip(Processor.Apply(video.Read(Frames)), video.Sample(Frames).Rate);

    /// <summary>The text of an answer without what closes it.</summary>
    public string Text(Written answer) => Template.Text(Tokenizer, answer.Ids);

    private Decoding Stopping => Template.StopText is { Length: > 0 } text
        ? Decoding.WithStopTexts(text)
        : Decoding.WithStops(Template.Stop(Tokenizer));

    /// <summary>The clip and all that the prompts open with run once; the rest of each question behind it.</summary>
    private Generation Ask(ClipPixels clip, IReadOnlyList<string> questions)
    {
        if (questions.Count == 0) return new Generation([], 0, TimeSpan.Zero);
        using var still = no_grad();
        Sequence<int>[] prompts = [.. questions.Select(question => Template.Prompt(Tokenizer, question))];
        var shared = Shared(prompts);
        var prefix = new VideoInput([.. prompts[0].Take(shared)], [clip]);
        return new TextGenerator(Model.Language, Stopping, Seed, Tokenizer).Answer(
            [Model.Expand(prefix)], Model.Features([prefix]),
            [.. prompts.Select(prompt => new Query(0, [.. prompt.Skip(shared)]))]);
    }

    /// <summary>How many tokens all prompts open with; each keeps one of its own.</summary>
    private static int Shared(Sequence<int>[] prompts) => Math.Min(
        prompts.Min(prompt => prompt.Count) - 1,
        prompts.Min(prompt => prompt.AsSpan().CommonPrefixLength(prompts[0].AsSpan())));

    /// <param name="pixels">What the processor made.</param>
    /// <param name="rate">Frames shown per second of the clip.</param>
    private ClipPixels Clip(Processed pixels, double rate) => (pixels, Processor) switch
    {
        (Processed.Patches { Grid: var grid }, ImageProcessor.Patched patched) => new ClipPixels.Patches(
            Wrapped(pixels), grid, patched.Temporal / rate),
        _ => new ClipPixels.Frames(Wrapped(pixels)),
    };

    private Tensor Wrapped(Processed pixels)
    {
        var place = Model.Language.Place;
        return tensor(pixels.Values.ToArray(), [.. pixels.Shape]).to(place.Device).to(place.Dtype);
    }

    private static ChatTemplate Form(string folder)
    {
        try
        {
            return ChatTemplate.ForModel(Family(folder));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{folder}: {e.Message}", e);
        }
    }

    private static string Family(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        if (!File.Exists(path)) throw new InvalidDataException(
            $"{path}: expected a checkpoint's configuration, got none. Name the folder that holds it.");
        try
        {
            using var config = JsonDocument.Parse(File.ReadAllBytes(path));
            return config.RootElement.GetProperty("model_type").GetString() ?? "";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"{path}: expected an object with a model_type, got {e.Message.TrimEnd('.')}. Fetch it again.", e);
        }
    }
}
