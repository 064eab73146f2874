using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Rlaif;

/// <summary>How a judge did, against an oracle that knows the truth.</summary>
/// <param name="Drafts">Drafts that were voted on.</param>
/// <param name="Failed">Drafts whose votes could not be read.</param>
/// <param name="Ties">Share of the votes that contradict each other in the two orders.</param>
/// <param name="FirstShown">Share of all votes for the answer that stands first: ½ without position bias.</param>
/// <param name="Agreement">Share of the drafts on which the oracle has a preference and the judge shares it; a tie
/// counts half.</param>
/// <param name="Decided">The same among drafts that the judge decides; NaN without any.</param>
/// <param name="Oracle">Drafts on which the oracle has a preference.</param>
public sealed record FeedbackStudy(
    int Drafts, int Failed, double Ties, double FirstShown, double Agreement, double Decided, int Oracle)
{
    /// <param name="drafts">With <c>vote1</c>, <c>vote2</c> and <c>preference</c>.</param>
    /// <param name="asked">How many were to be voted on.</param>
    /// <param name="oracle">1, 2 or tie of a draft.</param>
    public static FeedbackStudy From(IReadOnlyList<Draft> drafts, int asked, Func<Draft, string> oracle)
    {
        var known = drafts.Select(one => (Said: one["preference"], True: oracle(one)))
            .Where(pair => pair.True != Feedback.Tie).ToArray();
        return new FeedbackStudy(
            drafts.Count, asked - drafts.Count,
            Mean(drafts.Select(one => one["preference"] == Feedback.Tie)),
            Mean(drafts.SelectMany(one => new[] { one["vote1"] == "a", one["vote2"] == "a" })),
            Mean(known.Select(pair => pair.Said == Feedback.Tie ? 0.5 : pair.Said == pair.True ? 1 : 0)),
            Mean(known.Where(pair => pair.Said != Feedback.Tie).Select(pair => pair.Said == pair.True)),
            known.Length);
    }

    private static double Mean(IEnumerable<bool> facts) => Mean(facts.Select(fact => fact ? 1.0 : 0));

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
