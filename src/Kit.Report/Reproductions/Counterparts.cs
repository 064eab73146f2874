namespace Kit.Report.Reproductions;

/// <summary>Every published table and what stands here for it.</summary>
public static class Counterparts
{
    private const string NoEvidence = "The pairs of MovingShapes do not carry the evidence that its loss reads";
    private const string Rollouts = "Its rows are made by rollouts with a critic of their own, which no study runs";

    /// <summary>One entry for each of <see cref="PaperTables.All"/>.</summary>
    public static Sequence<Counterpart> All =>
    [
        Made(PaperTables.RrpoMain, Reproduction.RrpoMain), Made(PaperTables.RrpoAblation, Reproduction.RrpoLosses),
        Made(PaperTables.RrpoDivergence, Reproduction.RrpoLosses), Made(PaperTables.RrpoTpo, Reproduction.RrpoMain),
        Made(PaperTables.LeanPoMain, Reproduction.LeanPo), Made(PaperTables.LeanPoQwen, Reproduction.LeanPo),
        Made(PaperTables.VlmRlaifGenerative, Reproduction.VlmRlaif),
        Made(PaperTables.VlmRlaifPairs, Reproduction.VlmRlaif),
        Made(PaperTables.VlmRlaifZeroShot, Reproduction.VlmRlaif),
        None(PaperTables.VlmRlaifRadar,
            "Other models on retrieval and actions, digitised from a figure; the small model does neither task."),
        Made(PaperTables.SimPoLlama, Reproduction.Methods), Made(PaperTables.SimPoGemma, Reproduction.Methods),
        Made(PaperTables.SimPoMistral, Reproduction.Methods),
        None(PaperTables.Sppo,
            "Its rows are iterations that draw and rank new answers; the studies here train once on fixed pairs."),
        None(PaperTables.Upo, $"{NoEvidence}: an estimator's doubt in each pair and a reward's inverse."),
        None(PaperTables.UpoSteps, "Steps of mathematical proofs; MovingShapes has no answers in steps."),
        None(PaperTables.Dvpo, $"{Rollouts}."),
        None(PaperTables.PdSelection,
            "It compares selections of pairs with a reward model on each aspect; MovingShapes has one aspect."),
        None(PaperTables.PdConflict,
            "Conflicts between aspects of one pair; MovingShapes has one aspect. Label noise is in LeanPO's study."),
        None(PaperTables.AdPo, $"{NoEvidence}: clips attacked through the vision tower."),
        None(PaperTables.Lpoi, $"{NoEvidence}: ordered views in which the object is hidden step by step."),
        Made(PaperTables.TemporalPo, Reproduction.Methods),
    ];

    /// <summary>The list as a table: where each stands, or why nowhere.</summary>
    public static Table ToTable() => All.Aggregate(
        Table.From("Published tables and their counterparts on MovingShapes",
            Column.Words("Published table"), Column.Words("Source"), Column.Words("Counterpart")),
        (table, one) => table.With(Cell.From(one.Paper.Title), Cell.From(one.Paper.Source), Cell.From(Words(one))));

    private static string Words(Counterpart one) => one switch
    {
        Counterpart.Made made => $"experiments/tables/{made.By.Script}.cs",
        Counterpart.None none => $"none: {none.Reason}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Counterpart.Made Made(PaperTable paper, Reproduction by) => new(paper, by);

    private static Counterpart.None None(PaperTable paper, string reason) => new(paper, reason);
}
