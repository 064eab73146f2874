namespace Kit.Data.Tokens;

/// <summary>Names of the tokens that stand for no text, as Qwen spells them.</summary>
public static class SpecialTokens
{
    /// <summary>Fills a batch; never attended to.</summary>
    public const string Pad = "<pad>";

    /// <summary>Opens a turn; in the compact template it opens the answer.</summary>
    public const string Start = "<|im_start|>";

    /// <summary>Closes a turn; the last token of every answer.</summary>
    public const string End = "<|im_end|>";

    /// <summary>One placeholder, replaced by the clip's visual tokens.</summary>
    public const string Video = "<video>";

    /// <summary>A word outside the vocabulary, when the caller asked for it.</summary>
    public const string Unknown = "<unk>";
}
