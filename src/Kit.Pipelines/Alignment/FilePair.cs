using Kit.Data.Datasets;
using Kit.Data.Tokens;
using Kit.Pairs;
using Said = Kit.Data.Tokens.Turn;

namespace Kit.Pipelines.Alignment;

/// <summary>A pair of a training file with the conversation before its question.</summary>
/// <param name="Pair">Its clip is the path that the record names; empty for text alone.</param>
/// <param name="Past">Earlier questions, each with its answer.</param>
/// <param name="System">The system prompt; empty for the chat form's own.</param>
public sealed record FilePair(Pair Pair, Sequence<Said> Past, string System)
{
    /// <summary>As the model meets it.</summary>
    /// <exception cref="InvalidDataException">The chat form or the vocabulary cannot write it; the pair is
    /// named.</exception>
    public EncodedPair Encode(ChatTemplate template, ITokenizer tokenizer)
    {
        var form = Pair.Clip.Length == 0 ? template.WithoutClip() : template;
        try
        {
            return (System.Length == 0 ? form : form.WithSystem(System)).Apply(tokenizer, Pair, Past);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"pair {Pair.Id}: {e.Message}", e);
        }
    }

    /// <summary>The turns before the question, or null where they do not take turns.</summary>
    internal static (string System, Sequence<Said> Past)? Before(Prompt prompt)
    {
        var system = prompt.Turns[0].Role == Role.System ? prompt.Turns[0].Words : "";
        var turns = prompt.Turns.SkipWhile(turn => turn.Role == Role.System).ToArray();
        if (turns.Where((turn, i) => turn.Role != (i % 2 == 0 ? Role.User : Role.Assistant)).Any()) return null;
        return (system, [.. turns[..^1].Chunk(2).Select(two => new Said(two[0].Words, two[1].Words))]);
    }
}
