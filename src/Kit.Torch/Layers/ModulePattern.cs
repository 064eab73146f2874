using System.Text.RegularExpressions;

namespace Kit.Torch.Layers;

/// <summary>A regular expression over module paths such as <c>model.layers.0.self_attn.q_proj</c>.</summary>
/// <remarks>Patterns come from files of others: each match may take a second, and one that takes longer is refused.
/// </remarks>
/// <param name="Text">.NET syntax, which is Python's for all that module paths need.</param>
internal sealed record ModulePattern(string Text)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The whole path, as Python's <c>re.fullmatch</c>.</summary>
    public bool IsWhole(string path) => Matches(path, $@"\A(?:{Text})\z");

    /// <summary>The whole path or its end behind a dot, as PEFT matches rank and alpha patterns.</summary>
    public bool IsTail(string path) => Matches(path, $@"\A(?:.*\.)?(?:{Text})\z");

    private bool Matches(string path, string anchored)
    {
        try
        {
            return Regex.IsMatch(path, anchored, RegexOptions.CultureInvariant, Patience);
        }
        catch (Exception fault) when (fault is ArgumentException or RegexMatchTimeoutException)
        {
            throw new ArgumentException(
                $"module pattern \"{Text}\": expected a regular expression that decides within a second, "
                + $"got: {fault.Message.TrimEnd('.')}. Correct the pattern.");
        }
    }
}
