using System.Text.Json;
using Kit.Data.Processing;
using Kit.Data.Tokens;
using Kit.Data.Video;
using Kit.Models.Families;
using Kit.Models.Generation;
using Kit.Torch;
using Kit.Video;
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

    /// <summary>Answers about one clip, in the order of the questions; its frames are processed once.</summary>
    public Generation Ask(VideoFile video, IReadOnlyList<string> questions)
    {
        using var scope = NewDisposeScope();
        var sampling = video.Sample(Frames);
        var clip = Clip(Processor.Apply(video.Read(Frames)), sampling);
        var inputs = questions.Select(question => new VideoInput(Template.Prompt(Tokenizer, question), [clip]));
        return TextGenerator.Answer(Model, [.. inputs], Stopping, Seed, Tokenizer);
    }

    /// <summary>The text of an answer without what closes it.</summary>
    public string Text(Written answer) => Template.Text(Tokenizer, answer.Ids);

    private Decoding Stopping => Template.StopText is { Length: > 0 } text
        ? Decoding.WithStopTexts(text)
        : Decoding.WithStops(Template.Stop(Tokenizer));

    private ClipPixels Clip(Pixels pixels, FrameSampling sampling) => (pixels, Processor) switch
    {
        (Pixels.Patches { Grid: var grid }, ImageProcessor.Patched patched) => new ClipPixels.Patches(
            Wrapped(pixels), new(grid.Time, grid.Height, grid.Width), sampling.SecondsPerGrid(patched.Temporal)),
        _ => new ClipPixels.Frames(Wrapped(pixels)),
    };

    private Tensor Wrapped(Pixels pixels)
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
