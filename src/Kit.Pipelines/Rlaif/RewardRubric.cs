using Kit.Data.Tokens;

namespace Kit.Pipelines.Rlaif;

/// <summary>The user's turn behind an answer that asks a reward model for the answer's quality.</summary>
/// <remarks>VLM-RLAIF's reward prompt does so; the words are the kit's, and the same where it is fitted and where it
/// scores.</remarks>
internal static class RewardRubric
{
    private const string Words =
        "Is this answer accurate, helpful, natural and brief? Answer with the score of its quality.";

    /// <summary>Its ids, up to where the score would be said.</summary>
    public static Sequence<int> Ids(ChatTemplate template, ITokenizer tokenizer) =>
    [
        .. new[] { template.Trail, template.Before, [new TemplatePiece.Text(Words)], template.Between }
            .SelectMany(pieces => pieces).SelectMany(piece => piece.Apply(tokenizer)),
    ];
}
