namespace Kit.Evaluate.Scoring;

/// <summary>Options are named A, B, C, … in order.</summary>
public static class OptionLetter
{
    /// <summary>The letter of an option, from 0; "@" for −1, as the official scripts name no option.</summary>
    public static string Of(int index) => index is >= -1 and < 26 ? $"{(char)('A' + index)}"
        : throw new ArgumentOutOfRangeException(nameof(index), FormattableString.Invariant(
            $"option: expected 0 to 25, got {index}. Letters name 26 options."));
}
