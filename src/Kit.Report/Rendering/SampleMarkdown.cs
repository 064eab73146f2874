namespace Kit.Report.Rendering;

/// <summary>A sample in Markdown: a picture a strip, spans in bold, credits as numbers.</summary>
internal static class SampleMarkdown
{
    public static string From(Sample sample, Pictures pictures) =>
        $"**{Markdown.Escape(sample.Id)}** {Markdown.Escape(sample.Question)}\n\n"
        + string.Concat(sample.Strips.Select(strip => Strip(strip, pictures)))
        + string.Concat(sample.Answers.Select(Answer))
        + string.Concat(sample.Credits.Select(Credit)) + "\n";

    private static string Strip(Strip strip, Pictures pictures)
    {
        var file = pictures.Add("frames", "png", _ => StripPicture.From(strip.Frames));
        return $"![{Markdown.Escape(strip.Name)}]({file})\n\n";
    }

    private static string Answer(ShownAnswer answer) =>
        $"- {Markdown.Escape(answer.Name)}: {string.Concat(answer.Pieces().Select(Piece))}\n";

    /// <summary>Blanks stay outside the stars, where Markdown wants them.</summary>
    private static string Piece((string Text, bool Marked) piece)
    {
        var inner = piece.Text.Trim();
        if (!piece.Marked || inner == "") return Markdown.Escape(piece.Text);
        var (before, after) = (piece.Text.TrimEnd()[..^inner.Length], piece.Text[piece.Text.TrimEnd().Length..]);
        return $"{Markdown.Escape(before)}**{Markdown.Escape(inner)}**{Markdown.Escape(after)}";
    }

    private static string Credit(Credit credit) =>
        $"- {Markdown.Escape(credit.Name)}: " + string.Join(" ", credit.Tokens.Select(token =>
            $"{Markdown.Escape(token.Text.Trim())} ({Numbers.Print(Numbers.Significant(token.Value, 3))})")) + "\n";
}
