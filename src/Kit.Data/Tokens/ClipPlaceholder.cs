namespace Kit.Data.Tokens;

/// <summary>The clip's place in a prompt: one id as the template writes it, or one for each visual token, as models
/// with their own placeholder token want it.</summary>
public static class ClipPlaceholder
{
    /// <summary>The prompt with its one placeholder repeated; a clip's tokens are all there or the prompt is refused.
    /// </summary>
    /// <param name="prompt">[P], with the placeholder once.</param>
    /// <param name="placeholder">Its id.</param>
    /// <param name="count">Visual tokens, at least 1.</param>
    /// <returns>[P − 1 + count].</returns>
    public static Sequence<int> Expand(Sequence<int> prompt, int placeholder, int count)
    {
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), FormattableString.Invariant(
            $"visual tokens: expected at least 1, got {count}. Decode at least one frame."));
        var place = Place(prompt, placeholder);
        return [.. prompt.Take(place), .. Enumerable.Repeat(placeholder, count), .. prompt.Skip(place + 1)];
    }

    /// <summary>Where the one placeholder stands.</summary>
    public static int Place(Sequence<int> prompt, int placeholder)
    {
        var places = Enumerable.Range(0, prompt.Count).Where(i => prompt[i] == placeholder).Take(3).ToArray();
        return places is [var place] ? place : throw new ArgumentException(FormattableString.Invariant(
            $"prompt: expected the placeholder {placeholder} once, got it at [{string.Join(", ", places)}]. ")
            + "Encode the question with a template that has one place for the clip.");
    }
}
