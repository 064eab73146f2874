using static Kit.Data.Tokens.TemplatePiece;

namespace Kit.Data.Tokens;

/// <summary>What a model is told about its task before the first question.</summary>
/// <param name="Before">Opens it.</param>
/// <param name="Text">The system prompt; empty leaves the whole turn out.</param>
/// <param name="After">Closes it.</param>
/// <param name="Place">Where it stands.</param>
public sealed record SystemTurn(
    Sequence<TemplatePiece> Before, string Text, Sequence<TemplatePiece> After,
    SystemPlace Place = SystemPlace.BeforeTurns)
{
    /// <summary>No system turn, and no place for one.</summary>
    public static SystemTurn None { get; } = new([], "", []);

    internal IEnumerable<TemplatePiece> Pieces(SystemPlace place) =>
        place != Place || Text.Length == 0 ? [] : [.. Before, new Text(Text), .. After];
}

/// <summary>Where a family writes its system prompt.</summary>
public enum SystemPlace
{
    /// <summary>Before the first turn.</summary>
    BeforeTurns,

    /// <summary>In the first turn, before the question: Llama-2.</summary>
    InFirstTurn,
}
