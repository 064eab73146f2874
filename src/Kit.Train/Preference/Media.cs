using System.Diagnostics;
using Kit.Models;
using Kit.Pairs;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>What the language model meets in front of a pair's answers.</summary>
public abstract record Media
{
    private Media() { }

    /// <summary>Text alone.</summary>
    public static Media None { get; } = new Text();

    /// <summary>The prompt of a pair with places for its visual tokens.</summary>
    public Prompt Prompt(EncodedPair pair) => this switch
    {
        Text => Models.Prompt.Text(pair.Prompt),
        Clips clips => Models.Prompt.After(
            (int)clips.Shelf.Tokens, VideoPrompt.AfterVideo(pair.Prompt, clips.Video)),
        Typed typed => typed.PromptOf(pair),
        _ => throw new UnreachableException(),
    };

    /// <summary>Visual tokens of some pairs, end to end: [M, D], constant.</summary>
    /// <param name="model">Whose width D is.</param>
    /// <param name="pairs">In the order of their tokens.</param>
    public Tensor Visual(CausalLm model, IReadOnlyList<EncodedPair> pairs) => this switch
    {
        Text => model.NoVisual,
        Clips clips => clips.Shelf.Take(pairs.Select(p => (p.Id, p.Clip))).flatten(0, 1),
        Typed typed => cat([.. pairs.Select(typed.VisualOf)]),
        _ => throw new UnreachableException(),
    };

    private sealed record Text : Media;

    /// <summary>Every prompt opens with its clip: as many visual tokens for each, counted before the text.</summary>
    /// <param name="Shelf">Visual tokens of every clip that a pair names.</param>
    /// <param name="Video">The id of the placeholder that opens every prompt.</param>
    public sealed record Clips(Shelf Shelf, int Video) : Media;

    /// <summary>Prompts and visual tokens as a model's own processor makes them.</summary>
    /// <param name="PromptOf">Places and positions of a pair's prompt.</param>
    /// <param name="VisualOf">The pair's visual tokens, [V, D].</param>
    public sealed record Typed(Func<EncodedPair, Prompt> PromptOf, Func<EncodedPair, Tensor> VisualOf) : Media;
}
