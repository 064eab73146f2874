using System.Globalization;
using System.Text;

namespace Kit.Pairs;

/// <summary>Makes a rejected answer out of the truth: the same sentence with the wrong concepts in it.</summary>
/// <remarks>RRPO's post-processing: the non-preferred answer is the ground truth rewritten so that only the key
/// concepts differ. There a language model rewrites; here the truth's spans say where its concepts stand.</remarks>
public static class Rewrite
{
    /// <summary>Puts the k-th wrong concept in place of the k-th span. Concepts that the model got right stay,
    /// unmarked on both sides.</summary>
    /// <param name="truth">The true answer, its key concepts as spans.</param>
    /// <param name="concepts">One text per span, what the model said instead.</param>
    /// <returns>Both answers; no spans at all when every concept was right.</returns>
    public static Contrast Minimal(Answer truth, IReadOnlyList<string> concepts)
    {
        Check(truth, concepts);
        var (rejected, at) = (new StringBuilder(), 0);
        var (inChosen, inRejected) = (new List<Span>(), new List<Span>());
        foreach (var (span, concept) in truth.Spans.Zip(concepts))
        {
            rejected.Append(truth.Text, at, span.Start - at).Append(concept);
            at = span.End;
            if (truth.Text[span.Start..span.End] == concept) continue;
            inChosen.Add(span);
            inRejected.Add(new(rejected.Length - concept.Length, rejected.Length));
        }

        rejected.Append(truth.Text, at, truth.Text.Length - at);
        return new(truth.With(Sequence.From(inChosen)), new(rejected.ToString(), Sequence.From(inRejected)));
    }

    private static void Check(Answer truth, IReadOnlyList<string> concepts)
    {
        if (concepts.Count != truth.Spans.Count)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"concepts: expected one for each of the {truth.Spans.Count} spans of \"{truth.Text}\", "
                + $"got {concepts.Count}. Give the true phrase where the model was right."));
        var blank = concepts.FirstOrDefault(concept => concept.Trim() != concept || concept.Length == 0);
        if (blank is not null)
            throw new ArgumentException(
                $"concept: expected a text without white space at its ends, got \"{blank}\". "
                + "Trim it or drop the sample.");
    }
}
