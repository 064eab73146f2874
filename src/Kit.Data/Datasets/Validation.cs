using Kit.Pairs;

namespace Kit.Data.Datasets;

/// <summary>What a file holds, before anything is trained on it: every record's fate, and the first record as it will
/// be read.</summary>
/// <param name="Dataset">The file and its format.</param>
/// <param name="Ledger">Used, or failed with every fault.</param>
/// <param name="First">The first record that fits, or null.</param>
[TypeFormatterSource]
public sealed record Validation(Dataset Dataset, Ledger Ledger, Example? First)
{
    private const int Shown = 10;

    private static readonly Fate Repeated =
        new Fate.Failed("id: expected once, got it again. Number the records anew.");

    /// <summary>Reads the whole file once; clips are looked for, not decoded.</summary>
    /// <param name="dataset">The file.</param>
    /// <param name="media">Where its media lie, or null to leave them unchecked.</param>
    public static Validation Of(Dataset dataset, MediaFolder? media)
    {
        var (ledger, first, seen) = (Ledger.Empty, (Example?)null, new HashSet<string>());
        foreach (var (reading, number) in dataset.Read().Select((reading, index) => (reading, index + 1)))
        {
            if (reading is Reading.Fits fits) first ??= fits.Example;
            ledger = seen.Add(Name(reading))
                ? ledger.Add(Name(reading), Fate(reading, media))
                : ledger.Add(FormattableString.Invariant($"{Name(reading)} (#{number})"), Repeated);
        }

        return new(dataset, ledger, first);
    }

    /// <summary>Format, counts, faults and the first record, for a console.</summary>
    public override string ToString() => string.Join('\n',
        [$"{Dataset.Path}: {Dataset.Format} ({Dataset.Format.Shape})", $"{Ledger}", .. Faults(), .. Pictured()]);

    private IEnumerable<string> Faults()
    {
        var failed = Ledger.Entries.Where(entry => entry.Fate is Fate.Failed).ToArray();
        var shown = failed.Take(Shown).Select(entry => $"  {entry.Id}: {((Fate.Failed)entry.Fate).Error}");
        return failed.Length <= Shown ? shown : shown.Append(
            FormattableString.Invariant($"  … and {failed.Length - Shown} more"));
    }

    private IEnumerable<string> Pictured() => First is null ? [] : [$"first record: {First.Id}", .. Lines(First)];

    private static IEnumerable<string> Lines(Example example) =>
    [
        .. example.Prompt.Media.Select(one => $"  media      {one}"),
        .. example.Prompt.Turns.Select(turn => $"  {turn.Role.ToString().ToLowerInvariant(),-10} {OneLine(turn.Text)}"),
        .. Answers(example).Select(answer => $"  {answer.Name,-10} {OneLine(Marked(answer.Answer))}"),
        .. example.Rest.Select(field => $"  (kept)     {field.Name} = {field.Json}"),
    ];

    private static IEnumerable<(string Name, Answer Answer)> Answers(Example example) => example switch
    {
        Example.Preferred pair => [("chosen", pair.Chosen), .. pair.Rejected.Select(one => ("rejected", one))],
        Example.Labelled one => [(one.Label is Label.Desirable ? "good" : "bad", one.Answer)],
        Example.Demonstrated one => [("answer", one.Answer)],
        _ => [],
    };

    private static string Marked(Answer answer) => Markers.ToText(answer);

    private static string OneLine(string text) => text.ReplaceLineEndings("⏎");

    private static string Name(Reading reading) => reading switch
    {
        Reading.Fits fits => fits.Example.Id,
        Reading.Differs differs => differs.Id,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Fate Fate(Reading reading, MediaFolder? media) => reading switch
    {
        Reading.Differs differs => new Fate.Failed(string.Join("; ", differs.Faults)),
        Reading.Fits fits when media is not null && Missing(fits.Example, media) is { } fault => new Fate.Failed(fault),
        _ => new Fate.Used(),
    };

    private static string? Missing(Example example, MediaFolder media)
    {
        try
        {
            var lacking = example.Prompt.Media.Select(one => media.Resolve(one).Lacking).OfType<string>()
                .FirstOrDefault();
            return lacking is null ? null : $"media: expected {lacking}";
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }
}
