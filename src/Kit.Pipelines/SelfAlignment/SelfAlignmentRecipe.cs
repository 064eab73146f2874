using Kit.Data.Datasets;
using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Video;

namespace Kit.Pipelines.SelfAlignment;

/// <summary>RRPO's data generation: the model answers perturbed clips, and its own mistakes become what it must not
/// say.</summary>
/// <remarks>
/// Sarkar and Etemad 2025 (arXiv:2504.12083): perturb → answer → keep the wrong answers → rewrite the truth minimally
/// with the wrong concepts → mark the differing spans on both sides. Training then sees the clean clip.
/// <para>A draft needs the fields <c>question</c> and <c>truth</c>, and <c>options</c> (one a line) for a multiple
/// choice. It leaves with <c>said</c>, <c>verdict</c>, <c>pred</c>, <c>answer_masked</c> and <c>pred_masked</c>, the
/// last three as the released files name them.</para>
/// Deviations, where the released code is silent or differs (the kit's list of its defects numbers them R1–R12):
/// <list type="bullet">
/// <item>R2: the files' clip field is read as <c>video</c> and as <c>media_path</c>
/// (<see cref="DatasetFormat.SelfAlignment"/>); the documentation's name is an error in the released loader.</item>
/// <item>R5: spans are numbered by their order; the loss sums over all of them, so that no value depends on which
/// stands against which.</item>
/// <item>R6: differences are taken between words, with no word ignored for being frequent; there token ids, frequent
/// ones ignored from 200 on, padding included. Words that only one answer has carry no span here either, and a pair
/// that differs in nothing else is dropped under its own reason; there it is trained on without a span.</item>
/// <item>R6b: question and answer belong to one draft and cannot be shuffled apart; <c>start</c> and <c>end</c> of its
/// files are kept and not read here either.</item>
/// <item>R11: the perturbations are not published but for one picture; their parameters here are in
/// <see cref="Video.Perturbation"/>.</item>
/// <item>Pairs of short answers may be balanced (<see cref="Balance"/>). Mistakes about spoilt clips lean one way (a
/// hidden thing is denied, a shuffled way affirmed), and what leans is learnt without looking.</item>
/// <item>Nothing that is left out is replaced by its neighbour, as the released loader does: the ledger names
/// it.</item>
/// </list>
/// R1, R3, R4, R7 and R8 are the loss's and the trainer's, R9, R10 and R12 the evaluation's.
/// </remarks>
/// <param name="Model">The model to be aligned.</param>
/// <param name="Perturbation">How clips are spoilt.</param>
/// <param name="Seed">Draws each clip's perturbation.</param>
/// <param name="Correctness">Who says which answers are wrong.</param>
/// <param name="Negative">How the answer that is not preferred is made of the wrong one.</param>
/// <param name="Marking">How the differing spans are found.</param>
public sealed record SelfAlignmentRecipe(
    Author Model, Perturbation Perturbation, long Seed, Correctness Correctness, Negative Negative, SpanMarking Marking)
{
    /// <summary>How the model is asked.</summary>
    public Wording Question { get; init; } = Wording.From("{question}");

    /// <summary>What stands against what in short answers, so that each wins as often as it loses
    /// (<see cref="Selection.Balanced"/>); null to keep every pair, as the authors do.</summary>
    public Named<Draft, Sequence<Contest>>? Balance { get; init; }

    /// <summary>For multiple choice, yes/no and short answers: judged by rule, negative as said, spans by difference.
    /// </summary>
    public static SelfAlignmentRecipe ByRule(Author model, long seed) => new(
        model, Perturbation.Rrpo, seed, Correctness.ByRule, Negative.AsSaid, SpanMarking.ByDifference);

    /// <summary>For open text: a judge finds the differences and rewrites the truth with them; spans by difference.
    /// </summary>
    public static SelfAlignmentRecipe ByJudge(Author model, Author judge, long seed) => new(
        model, Perturbation.Rrpo, seed, Correctness.By(judge), Negative.By(judge), SpanMarking.ByDifference);

    public SelfAlignmentRecipe With(Perturbation perturbation) => this with { Perturbation = perturbation };

    public SelfAlignmentRecipe With(SpanMarking marking) => this with { Marking = marking };

    public SelfAlignmentRecipe With(Wording question) => this with { Question = question };

    /// <summary>The stages.</summary>
    public Recipe ToRecipe() => new("RRPO self-alignment",
    [
        new Stage.Perturb("shown", Perturbation, Seed),
        new Stage.Generate("said", Model, Question, View.Through("shown")),
        .. Judged,
    ]);

    /// <summary>The stages behind the answer.</summary>
    internal Sequence<Stage> Judged =>
    [
        new Stage.Score("verdict", Correctness.Scorer),
        new Stage.Select("mistakes", Criterion.Keep(
            "verdict", "wrong", ("correct", Reason.CorrectAnswer), ("unparsed", Reason.Unparsed))),
        .. Negative.Stages, .. Marking.Stages,
        new Stage.Select("spans", new Named<Draft, Fate>("spans-1", Spanned)),
        .. Balance is { } contests ? [Stage.Select.By("balance", Selection.Balanced(contests, Unbalanced))]
            : Sequence.From<Stage>([]),
    ];

    /// <summary>The pair of a draft that this recipe has kept.</summary>
    public static Pair ToPair(Draft draft) => new(
        draft.Id, draft.Clip, draft["question"], Markers.Align(draft["truth"], draft["answer_masked"]),
        Markers.Align(draft["pred"], draft["pred_masked"]));

    /// <summary>The record of a draft in RRPO's own files.</summary>
    public static Example ToExample(Draft draft)
    {
        var pair = ToPair(draft);
        return new Example.Preferred(
            pair.Id, new Prompt([new Turn(Role.User, $"<video>\n{pair.Prompt}")], [new Media.Video(pair.Clip)]),
            pair.Chosen, [pair.Rejected], [], null, []);
    }

    private static Fate Spanned(Draft draft)
    {
        var pair = ToPair(draft);
        if (pair.Chosen.Text == pair.Rejected.Text) return new Fate.Dropped(Reason.NoDifference);
        if (pair.Chosen.Spans.Count > 0 && pair.Rejected.Spans.Count > 0) return new Fate.Used();
        var gaps = Difference.From(pair.Chosen.Text, pair.Rejected.Text).Gaps;
        return new Fate.Dropped(gaps.All(gap => gap is not Gap.Replace) ? OneSided : Reason.NoSpan);
    }

    /// <summary>No pair is left in which its winner loses.</summary>
    public static Reason Unbalanced { get; } = Reason.Named("unbalanced");

    /// <summary>The answers differ only in words that one of them lacks.</summary>
    public static Reason OneSided { get; } = Reason.Named("one-sided-difference");
}
