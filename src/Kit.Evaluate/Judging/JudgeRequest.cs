using Kit.Video;

namespace Kit.Evaluate.Judging;

/// <summary>One question to a judge, or to any model that answers as one does.</summary>
/// <param name="Key">What is judged: the item, or the group of items; recordings are found by it.</param>
/// <param name="System">The system prompt.</param>
/// <param name="User">The user's prompt.</param>
/// <param name="Attempt">From 0; a judge that answered nonsense is asked again.</param>
public sealed record JudgeRequest(string Key, string System, string User, int Attempt)
{
    /// <summary>Turns before the user's prompt, oldest first.</summary>
    public Sequence<Exchange> Earlier { get; init; } = [];

    /// <summary>What is shown with the prompt; null for text alone.</summary>
    public Frames? Frames { get; init; }
}

/// <summary>A finished turn of a conversation.</summary>
/// <param name="User">What was said.</param>
/// <param name="Assistant">What was answered.</param>
public sealed record Exchange(string User, string Assistant);

/// <summary>What came back.</summary>
public abstract record JudgeReply
{
    private JudgeReply()
    {
    }

    /// <summary>The judge's text.</summary>
    public sealed record Text(string Output) : JudgeReply;

    /// <summary>The request failed for good: time-out, cut connection, refusal, a body that is no JSON.</summary>
    public sealed record Failed(string Why) : JudgeReply;
}
