using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Rlaif;

/// <summary>How a judge is asked which of two answers is better.</summary>
/// <param name="Wording">With the fields {narrative}, {question}, {first} and {second}.</param>
/// <param name="Reading">Its output as <c>a</c>, the first, or <c>b</c>, the second.</param>
public sealed record Ballot(Wording Wording, Reading Reading)
{
    /// <summary>In the closed vocabulary of MovingShapes: the question, then both answers. A small model learns late
    /// what letters stand for, so it has none to name; see <see cref="Voter.Measured"/>.</summary>
    public static Wording Bare { get; } = Wording.From("{narrative} {question} {first} {second}");

    /// <summary>For models that chat. VLM-RLAIF asks for a verdict with its reason, after a narrative of the clip; the
    /// words are the kit's, theirs were not published.</summary>
    public static Ballot Rubric { get; } = new(
        new Wording(
            "You compare two answers to a question about a video. Judge accuracy first, then helpfulness and natural "
            + "language, then brevity. Begin with \"Output A\" or \"Output B\", whichever is better, then give one "
            + "reason.",
            "What happens in the video, part by part: {narrative}\n\nQuestion: {question}\n\nOutput A: {first}\n\n"
            + "Output B: {second}"),
        Reading.Behind(@"(?i)output\s+(a|b)\b", Reading.OneOf("a", "b")));

    /// <summary>Words with two fields of a draft in the places of first and second.</summary>
    internal static Wording With(Wording wording, string first, string second) => wording with { User = wording.User
        .Replace("{first}", $"{{{first}}}", StringComparison.Ordinal)
        .Replace("{second}", $"{{{second}}}", StringComparison.Ordinal) };
}
