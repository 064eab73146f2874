namespace Kit.Models;

/// <summary>Prompts that open with the clip: the placeholder is where the visual tokens stand.</summary>
public static class VideoPrompt
{
    /// <summary>The prompt without its leading video placeholder.</summary>
    /// <param name="prompt">Ids as the template writes them.</param>
    /// <param name="video">The placeholder's id.</param>
    /// <exception cref="ArgumentException">The prompt has no placeholder in front, or a second one.</exception>
    public static IReadOnlyList<int> AfterVideo(IReadOnlyList<int> prompt, int video)
    {
        var places = Enumerable.Range(0, prompt.Count).Where(i => prompt[i] == video).ToArray();
        return places is [0]
            ? [.. prompt.Skip(1)]
            : throw new ArgumentException(
                $"prompt: expected one video placeholder, at position 0, got [{string.Join(", ", places)}]. "
                + "Use a template that opens with the video, such as ChatTemplate.Compact.");
    }
}
