using System.Globalization;

namespace Kit.Data.Datasets;

/// <summary>What the model is given: turns, the last one a user's, and the media that their placeholders name.
/// </summary>
/// <remarks>As many media of a kind as placeholders of it, or no placeholder at all: then the media stand before the
/// last turn's words, as the loaders of these formats have it.</remarks>
public sealed record Prompt
{
    /// <exception cref="ArgumentException">The last turn is not a user's, or placeholders and media do not match.
    /// </exception>
    public Prompt(Sequence<Turn> turns, Sequence<Media> media) =>
        (Turns, Media) = (Checked(turns), Matched(turns, media));

    public Sequence<Turn> Turns { get; }

    public Sequence<Media> Media { get; }

    /// <summary>The last turn's words: the question.</summary>
    public string Question => Turns[^1].Words;

    private static Sequence<Turn> Checked(Sequence<Turn> turns) =>
        turns.Count > 0 && turns[^1].Role is Role.User ? turns : throw new ArgumentException(
            $"prompt: expected turns that end with a user's, got {Ending(turns)}. Move the answer out of the prompt.");

    private static string Ending(Sequence<Turn> turns) =>
        turns.Count == 0 ? "none" : $"a last turn of {turns[^1].Role}";

    private static Sequence<Media> Matched(Sequence<Turn> turns, Sequence<Media> media)
    {
        var places = turns.SelectMany(turn => turn.Content).OfType<Piece.Placeholder>().ToArray();
        foreach (var kind in Enum.GetValues<MediaKind>())
        {
            var (named, given) = (places.Count(place => place.Kind == kind), media.Count(one => one.Kind == kind));
            if (named != given && places.Length > 0) throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"prompt: expected as many {kind} placeholders as media, "
                + $"got {named} placeholders and {given} media. Add or remove one, or leave all placeholders out."));
        }

        return media;
    }
}
