namespace Kit;

/// <summary>Where a loss was published.</summary>
/// <param name="Title">As printed.</param>
/// <param name="Authors">The first, and the others.</param>
/// <param name="Year">Of the first version.</param>
/// <param name="Link">The text, with its scheme.</param>
public sealed record Paper(string Title, string Authors, int Year, string Link)
{
    /// <summary>A paper on arXiv, by its number.</summary>
    public static Paper OnArxiv(string number, string authors, int year, string title) =>
        new(title, authors, year, $"https://arxiv.org/abs/{number}");

    /// <summary>Authors and year.</summary>
    public override string ToString() => FormattableString.Invariant($"{Authors} {Year}");
}
