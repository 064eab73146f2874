using System.Collections;
using Kit.Evaluate;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;
using Kit.Train.Rollouts;
using Seen = Kit.Pipelines.Alignment.Clips;

namespace Kit.Pipelines.Rlaif;

/// <summary>Questions whose visual tokens are read from the cache when they are asked, so that a rollout's are in
/// memory and no others.</summary>
/// <param name="drafts">With <c>question</c>.</param>
/// <param name="assistant">Whose chat form and vocabulary write them.</param>
/// <param name="clips">That were seen.</param>
internal sealed class AskedLater(IReadOnlyList<Draft> drafts, Assistant assistant, Seen clips)
    : IReadOnlyList<RolloutQuestion>
{
    public int Count => drafts.Count;

    public RolloutQuestion this[int index] => Asked(drafts[index]);

    public IEnumerator<RolloutQuestion> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private RolloutQuestion Asked(Draft one) => new(
        one.Id,
        clips.Prompt(assistant.Template.Prompt(assistant.Tokenizer, one[QuestionFile.Question]), one.Clip),
        clips.Features(one.Clip));
}
