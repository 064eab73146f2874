using Kit.Models.Checkpoints;
using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Families;

/// <summary>A published video language model: clips → visual tokens, prompts → places for them, and one decoder for
/// all families.</summary>
/// <remarks>Training and generation read three things: <see cref="Expand"/> (pure), <see
/// cref="Features(ClipPixels)"/> (the tower,
/// whose result may be kept while it is frozen) and <see cref="Language"/>, which takes features and a
/// layout.</remarks>
public abstract class VideoModel : nn.Module<Tensor, Layout, Tensor>
{
    private protected VideoModel(string name, CausalLm language) : base(name) => Language = language;

    /// <summary>The decoder with its head, where adapters attach.</summary>
    public CausalLm Language { get; }

    /// <summary>What stands for a clip in a prompt.</summary>
    public abstract Placeholders Placeholders { get; }

    /// <summary>Reads a folder of <c>config.json</c> and safetensors weights as they are published.</summary>
    /// <param name="folder">LLaVA-OneVision or LLaVA-NeXT-Video in Hugging Face's layout, LLaVA-Video and its kin in
    /// the
    /// original layout, Qwen2-VL or Qwen2.5-VL.</param>
    /// <param name="place">Where the weights go; their type is converted on the way.</param>
    /// <exception cref="InvalidDataException">The architecture is none of them, or configuration or weights do not fit;
    /// all faults at once.</exception>
    public static VideoModel Load(string folder, Placement place) =>
        VideoFamily.Read(ConfigReader.Open(folder), null).Load(folder, null, place);

    /// <summary>The same where the checkpoint leaves a frozen image tower out, as older LLaVAs do.</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="tower">The folder of the tower that its configuration names.</param>
    /// <param name="place">Where the weights go.</param>
    public static VideoModel Load(string folder, string tower, Placement place) =>
        VideoFamily.Read(ConfigReader.Open(folder), tower).Load(folder, tower, place);

    /// <summary>The model of a folder's <c>config.json</c> without weights, on the device <c>meta</c>: names and
    /// shapes,
    /// token counts and prompts, and no memory.</summary>
    public static VideoModel Outline(string folder) =>
        VideoFamily.Read(ConfigReader.Open(folder), null).Make(Initial.Unset, Nowhere);

    /// <summary>Every weight under its name in the family's files.</summary>
    public IEnumerable<WeightShape> Shapes =>
        state_dict().Select(w => new WeightShape(NameInFile(w.Key), [.. w.Value.shape]));

    /// <summary>Visual tokens of a clip, counted before anything is computed.</summary>
    public abstract int Count(ClipPixels clip);

    /// <summary>Visual tokens of a clip: [M, D], M = <see cref="Count"/>.</summary>
    public abstract Tensor Features(ClipPixels clip);

    /// <summary>The prompt with one place and its positions for every visual token.</summary>
    /// <exception cref="ArgumentException">Placeholders and clips do not agree; both counts are named.</exception>
    public Prompt Expand(VideoInput input) =>
        Lay(Placeholders.Runs(input.Ids, [.. input.Clips.Select(Count)]), input.Clips);

    /// <summary>Visual tokens of all clips of some prompts, end to end: [ΣM, D].</summary>
    public Tensor Features(IEnumerable<VideoInput> inputs)
    {
        Tensor[] parts = [.. inputs.SelectMany(i => i.Clips).Select(Features)];
        return parts.Length == 0 ? Language.NoVisual : cat(parts);
    }

    /// <summary>The states that predict the scored tokens of a layout; see <see cref="CausalLm"/>.</summary>
    public override Tensor forward(Tensor input, Layout layout) => Language.call(input, layout);

    /// <summary>The name that a weight has in the family's files.</summary>
    public abstract string NameInFile(string name);

    private protected static Placement Nowhere => new(META, ScalarType.BFloat16);

    private protected abstract Prompt Lay(IReadOnlyList<Run> runs, Sequence<ClipPixels> clips);

    /// <summary>Runs one after the other, one position a token.</summary>
    private protected static Prompt Counted(IReadOnlyList<Run> runs)
    {
        var (ids, visual) = (new List<int>(), new List<int>());
        foreach (var run in runs)
        {
            if (run is Run.Clip clip) visual.AddRange(Enumerable.Range(ids.Count, clip.Tokens));
            ids.AddRange(run is Run.Words words ? words.Ids : Enumerable.Repeat(0, ((Run.Clip)run).Tokens));
        }

        return Prompt.Counted(Sequence.From(ids), Sequence.From(visual));
    }

    private protected ArgumentException Foreign(ClipPixels clip, string expected) => new(
        $"clip: expected {expected} for {GetName()}, got {clip.GetType().Name.ToLowerInvariant()}. "
        + "Use the processor of the model's own family.");
}
