using Kit.Models;

namespace Kit.Train.Supervised;

/// <summary>A clip with the conversations that are trained on it together; the clip's visual tokens run once for
/// all.</summary>
/// <param name="Clip">Index into the clips of the run.</param>
/// <param name="Conversations">Question and answer as one branch each, scored from the answer's first token.</param>
public sealed record Lesson(int Clip, IReadOnlyList<Branch> Conversations)
{
    public override string ToString() =>
        FormattableString.Invariant($"clip {Clip}, {Conversations.Count} conversations");
}
