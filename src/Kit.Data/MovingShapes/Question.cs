using Kit.Pairs;

namespace Kit.Data.MovingShapes;

/// <summary>What a question asks about. Description is the caption's, which asks for everything.</summary>
public enum Skill { Colour, Shape, Direction, Speed, Order, Count, Change, Description }

/// <summary>How a question wants its answer.</summary>
public enum Form { Caption, Open, MultipleChoice, YesNo }

/// <summary>A question about a clip with its true answer.</summary>
/// <param name="Id">Unique in its world.</param>
/// <param name="ClipId">The clip that it asks about.</param>
/// <param name="Text">The question as the model reads it, candidates included.</param>
/// <param name="Answer">The true answer, word for word as it is taught.</param>
/// <param name="Concepts">The key concepts of the answer with their characters in it, in order.</param>
/// <param name="Candidates">What may be chosen: the bracketed options of a multiple choice without their letters,
/// yes and no, or nothing.</param>
/// <param name="Tempting">The wrong value that a planted correlation suggests; null when there is none, or when the
/// correlation happens to be right here.</param>
[TypeFormatterSource]
public sealed record Question(
    string Id, string ClipId, Skill Skill, Form Form, string Text, string Answer,
    Sequence<Concept> Concepts, Sequence<string> Candidates, string? Tempting)
{
    /// <summary>The answer with its key characters marked.</summary>
    public Answer Truth => new(Answer, [.. Concepts.Select(concept => concept.Span)]);

    /// <summary>Every answer that the form allows, the true one among them; empty when the form is free text.</summary>
    public Sequence<string> Choices => Form == Form.MultipleChoice
        ? [.. Candidates.Select((candidate, i) => $"( {Lexicon.Values(Category.Letter)[i]} ) {candidate}")]
        : Candidates;
}

/// <summary>Two yes/no questions of one skill about one clip: the truth (yes), and something plausible that is not
/// there (no). A pair counts only when both are right: VideoHallucer, Wang et al. 2024 (arXiv:2406.16338).</summary>
[TypeFormatterSource]
public sealed record HallucinationPair(string Id, Skill Skill, Question Basic, Question Hallucinated);
