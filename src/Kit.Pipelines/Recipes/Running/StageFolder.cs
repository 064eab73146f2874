using System.Text.Json;
using Kit.Data.Storage;

namespace Kit.Pipelines.Recipes;

/// <summary>A stage's output on disk: rows.jsonl, ledger.jsonl and stage.json, which takes its name last; while it runs,
/// a log of finished drafts; what a trainer leaves, in a folder of its provenance.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Wrote">Told before each write; tests stop there.</param>
internal sealed record StageFolder(string Path, Action<string> Wrote)
{
    private const string Rows = "rows.jsonl";
    private const string Left = "ledger.jsonl";
    private const string Entry = "stage.json";
    private const string Weights = "model-";

    /// <summary>Where a trainer leaves weights; one that was cut off under another provenance has left them elsewhere.
    /// </summary>
    public string Model(Fingerprint provenance) => In($"{Weights}{provenance.Brief}");

    /// <summary>The output that stands here, whatever it was made from; null for none.</summary>
    public StageManifest? Manifest()
    {
        if (!File.Exists(In(Entry))) return null;
        try
        {
            return JsonSerializer.Deserialize<StageManifest>(File.ReadAllBytes(In(Entry)), StrictJson.Options);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(
                $"{In(Entry)}: expected a stage's provenance, got {fault.Message.TrimEnd('.')}. Delete {Path}.", fault);
        }
    }

    /// <summary>The output that stands under a provenance, or null.</summary>
    /// <exception cref="InvalidDataException">The rows are not those that the stage wrote.</exception>
    public StageOutput? Read(Fingerprint provenance)
    {
        if (Manifest() is not { } manifest || manifest.Provenance != provenance) return null;
        var output = new StageOutput(
            [.. JsonLines.Read<Draft>(In(Rows))], [.. JsonLines.Read<OutcomeLine>(In(Left)).Select(line => line.ToOutcome())],
            manifest.Rows, manifest.Model);
        if (manifest.Model is not null && !Directory.Exists(Model(provenance))) throw new InvalidDataException(
            $"{Model(provenance)}: expected the weights that the stage left, got no folder. Delete {Path} to train again.");
        return Fingerprint.DigestFile(In(Rows)) == manifest.Rows ? output : throw new InvalidDataException(
            $"{In(Rows)}: expected the rows that the stage wrote, got others. Delete {Path} to have it made again.");
    }

    /// <summary>Outcomes that a run which was cut off has logged under a provenance.</summary>
    public IReadOnlyList<Outcome> Resume(Fingerprint provenance)
    {
        Directory.CreateDirectory(Path);
        foreach (var torn in Directory.EnumerateFiles(Path, ".*.tmp")) File.Delete(torn);
        return [.. JsonLines.Resume<OutcomeLine>(Log(provenance)).Select(line => line.ToOutcome())];
    }

    /// <summary>How many outcomes are logged under a provenance; changes nothing.</summary>
    public int Logged(Fingerprint provenance) =>
        File.Exists(Log(provenance)) ? File.ReadLines(Log(provenance)).Count(line => line.EndsWith('}')) : 0;

    public void Append(Fingerprint provenance, Outcome outcome)
    {
        Wrote($"{Path}, log");
        JsonLines.Append(Log(provenance), OutcomeLine.From(outcome));
    }

    /// <summary>Replaces what stood here, all files together; then the logs go.</summary>
    public StageOutput Seal(Fingerprint provenance, IReadOnlyList<Outcome> outcomes, string? model)
    {
        Draft[] kept = [.. outcomes.Where(one => one.Fate is Pairs.Fate.Used).Select(one => one.Draft)];
        Outcome[] left = [.. outcomes.Where(one => one.Fate is not Pairs.Fate.Used)];
        var digest = Digest(kept);
        AtomicFolder.Write(
            Path,
            [
                (Rows, Told(Rows, stream => JsonLines.Write(stream, kept))),
                (Left, Told(Left, stream => JsonLines.Write(stream, left.Select(OutcomeLine.From)))),
                (Entry, Told(Entry, stream => JsonSerializer.Serialize(
                    stream, new StageManifest(provenance.Components, kept.Length, left.Length, digest, model),
                    StrictJson.Options))),
            ],
            _ => false);
        Sweep(provenance);
        return new StageOutput(kept, left, digest, model);
    }

    /// <summary>Takes away what an earlier run left beside a whole output.</summary>
    public void Sweep(Fingerprint provenance)
    {
        Wrote($"{Path}, swept");
        foreach (var model in Directory.EnumerateDirectories(Path, $"{Weights}*"))
            if (model != Model(provenance)) Directory.Delete(model, recursive: true);
        foreach (var log in Directory.EnumerateFiles(Path, "log-*.jsonl")) File.Delete(log);
        foreach (var torn in Directory.EnumerateFiles(Path, ".*.tmp")) File.Delete(torn);
    }

    /// <summary>SHA-256 of drafts as they are written.</summary>
    public static string Digest(IEnumerable<Draft> drafts)
    {
        using var bytes = new MemoryStream();
        JsonLines.Write(bytes, drafts);
        return Fingerprint.Digest(bytes.ToArray());
    }

    private Action<Stream> Told(string name, Action<Stream> write) => stream =>
    {
        Wrote($"{Path}, {name}");
        write(stream);
    };

    private string Log(Fingerprint provenance) => In($"log-{provenance.Brief}.jsonl");

    private string In(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>stage.json.</summary>
/// <param name="Components">What the output depends on.</param>
/// <param name="Kept">Drafts that go on.</param>
/// <param name="LeftOut">Drafts that do not.</param>
/// <param name="Rows">SHA-256 of rows.jsonl.</param>
/// <param name="Model">Of a training stage, the digest of its weights.</param>
internal sealed record StageManifest(
    Sequence<Component> Components, int Kept, int LeftOut, string Rows, string? Model)
{
    public Fingerprint Provenance => Fingerprint.From(Components);
}

/// <summary>A stage's output.</summary>
internal sealed record StageOutput(
    IReadOnlyList<Draft> Kept, IReadOnlyList<Outcome> Left, string Digest, string? Model);
