using Kit.Expressions;

namespace Kit;

/// <summary>Losses as text.</summary>
public static partial class Papers
{
    /// <summary>Every name that a published loss, or a statistic that it keeps, is written with.</summary>
    public static Lexicon Vocabulary => Spelling.Words;

    /// <summary>The loss that a formula writes: <c>Read($"{Dpo}") == Dpo.Loss</c>, for every objective in
    /// Papers.</summary>
    /// <remarks>What comes back is the expression of the loss. An objective is more than that (its terms, their names
    /// and metrics, which preference is the heaviest), and no formula tells those: make one with
    /// <c>new Objective(Term("mine", Read(…)))</c>, whose values, credit and compiled graph are the same and whose
    /// one metric is <c>terms/mine</c>.</remarks>
    /// <param name="formula">A formula, then its definitions.</param>
    /// <exception cref="FormatException">The text is no formula; the message says where, and what to write
    /// there.</exception>
    public static Expr Read(string formula) => Formula.Read(formula, Vocabulary);

    /// <summary>Apart, so that it is made on first use, after all losses.</summary>
    private static class Spelling
    {
        public static Lexicon Words { get; } =
            Lexicon.From(Catalogue.SelectMany(one => Expressions(one.Objective)))
            + new Lexicon([Quantity.Grade, Quantity.Z], []);

        private static IEnumerable<Expr> Expressions(Objective objective) =>
            [objective.Loss, .. objective.Statistics.Select(statistic => statistic.Next)];
    }
}
