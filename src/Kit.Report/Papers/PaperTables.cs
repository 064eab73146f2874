namespace Kit.Report;

/// <summary>Published tables as data: source, unit, what was corrected and what a reader must know.</summary>
public static partial class PaperTables
{
    /// <summary>Every table, by paper.</summary>
    public static Sequence<PaperTable> All =>
    [
        RrpoMain, RrpoAblation, RrpoDivergence, RrpoTpo, LeanPoMain, LeanPoQwen, VlmRlaifGenerative, VlmRlaifPairs,
        VlmRlaifZeroShot, VlmRlaifRadar, SimPoLlama, SimPoGemma, SimPoMistral, Sppo, Upo, UpoSteps, Dvpo, PdSelection,
        PdConflict, AdPo, Lpoi, TemporalPo,
    ];

    private static Sequence<PaperColumn> Accuracies(params string[] names) =>
        Sequence.From(names.Select(name => new PaperColumn(name, "%")));
}
