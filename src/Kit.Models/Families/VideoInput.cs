namespace Kit.Models.Families;

/// <summary>A prompt with its clips: all that a video model reads.</summary>
/// <param name="Ids">Token ids with placeholders: one a clip, or already one a visual token.</param>
/// <param name="Clips">In the order of their placeholders.</param>
public sealed record VideoInput(Sequence<int> Ids, Sequence<ClipPixels> Clips);
