namespace Kit.Report;

/// <summary>One form of a value: its media type and its text.</summary>
/// <param name="Mime">One of <see cref="Report.Mime"/>.</param>
/// <param name="Text">In that type; JSON as JSON.</param>
public sealed record MimeForm(string Mime, string Text);

/// <summary>A value in every form that it has, the richest first; <c>text/plain</c> is always there,
/// last.</summary>
/// <remarks>An immutable ordered map from media type to text: what a notebook stores as one output, from which each
/// reader takes the first form that it can show.</remarks>
/// <param name="Forms">Each media type once.</param>
public sealed record Bundle(Sequence<MimeForm> Forms)
{
    /// <summary>Each media type once; checked when the bundle is made.</summary>
    public Sequence<MimeForm> Forms { get; init => field = Checked(value); } = Checked(Forms);

    /// <summary>Media types, in order.</summary>
    public Sequence<string> Mimes => Sequence.From(Forms.Select(form => form.Mime));

    /// <summary>The text of a media type.</summary>
    /// <exception cref="KeyNotFoundException">The value has no such form.</exception>
    public string this[string mime] => Find(mime) ?? throw new KeyNotFoundException(
        $"bundle: expected one of {string.Join(", ", Mimes)}, got {mime}. Ask Mimes which forms there are.");

    /// <summary>The text of a media type; null where the value has no such form.</summary>
    public string? Find(string mime) => Forms.FirstOrDefault(form => form.Mime == mime)?.Text;

    /// <summary>What a console would print.</summary>
    public override string ToString() => Find(Mime.Plain) ?? "";

    private static Sequence<MimeForm> Checked(Sequence<MimeForm> forms) =>
        forms.GroupBy(form => form.Mime).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new ArgumentException(
                $"bundle: expected each media type once, got {twice.Key} {twice.Count()} times. Keep one.")
            : forms;
}
