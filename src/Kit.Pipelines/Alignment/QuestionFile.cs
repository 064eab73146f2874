using Kit.Data.Datasets;
using Kit.Pairs;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Alignment;

/// <summary>The questions of a training file, from which a recipe makes its own answers, and what became of those that
/// cannot be asked.</summary>
/// <remarks>Of a conversation the first question is asked, as VLM-RLAIF's loader does. The truth is the answer to
/// imitate, the preferred one, or one with a thumb up.</remarks>
/// <param name="Drafts">In the file's order, with <c>question</c>, <c>truth</c> where the file tells it, and
/// <c>options</c>, one a line, where the question lists them.</param>
/// <param name="Ledger">The questions that were left out.</param>
public sealed record QuestionFile(Sequence<Draft> Drafts, Ledger Ledger)
{
    /// <summary>Fields of a draft.</summary>
    public const string Question = "question", Truth = "truth", Options = "options";

    private static readonly Reason NoClip = Reason.Named("no-video");

    private static readonly Reason NoQuestion = Reason.Named("no-question");

    private static readonly Reason NoTruth = Reason.Named("no-true-answer");

    /// <summary>Reads the file up to the questions that are wanted.</summary>
    /// <param name="data">In any format of the kit.</param>
    /// <param name="media">Where its clips lie; they are looked for, not opened.</param>
    /// <param name="most">Questions to keep, the first of the file; null for all.</param>
    /// <exception cref="InvalidDataException">A record does not fit the format, has an id that stands before it, or
    /// names a clip outside the folder; file, record and field are named.</exception>
    public static QuestionFile Read(Dataset data, MediaFolder media, int? most = null)
    {
        var (kept, ledger, seen) = (new List<Draft>(), Ledger.Empty, new HashSet<string>());
        foreach (var example in data.Examples())
        {
            if (kept.Count >= (most ?? int.MaxValue)) break;
            if (!seen.Add(example.Id)) throw new InvalidDataException(
                $"{data.Path}, record {example.Id}: expected an id of its own, got one that stands before it. "
                + "Number the records anew.");
            var draft = ToDraft(example);
            if (Unasked(data, example, media, draft) is { } reason)
                ledger = ledger.Add(example.Id, new Fate.Dropped(reason));
            else kept.Add(draft);
        }

        return new([.. kept], ledger);
    }

    /// <summary>Those whose truth is told; the others join the ledger.</summary>
    public QuestionFile Answered() => new(
        [.. Drafts.Where(one => one.Has(Truth))],
        Drafts.Where(one => !one.Has(Truth)).Aggregate(
            Ledger, (ledger, one) => ledger.Add(one.Id, new Fate.Dropped(NoTruth))));

    private static Reason? Unasked(Dataset data, Example example, MediaFolder media, Draft draft) =>
        example.Prompt.Media.Count == 0 ? NoClip
        : draft[Question].Length == 0 ? NoQuestion
        : OneClip.Unusable(data, example, media);

    private static Draft ToDraft(Example example)
    {
        var turns = example.Prompt.Turns.SkipWhile(turn => turn.Role == Role.System).ToArray();
        var draft = Draft.From(example.Id, OneClip.Of(example.Prompt), (Question, turns[0].Words));
        if (ListedOptions.In(turns[0].Words) is { Count: > 0 } options)
            draft = draft.With(Options, string.Join('\n', options));
        var truth = turns.Length > 1 ? turns[1].Words : Answer(example);
        return string.IsNullOrWhiteSpace(truth) ? draft : draft.With(Truth, truth);
    }

    private static string? Answer(Example example) => example switch
    {
        Example.Demonstrated demonstrated => demonstrated.Answer.Text,
        Example.Preferred preferred => preferred.Chosen.Text,
        Example.Labelled { Label: Label.Desirable } labelled => labelled.Answer.Text,
        _ => null,
    };
}
