using System.Text.Json;

namespace Kit.Libraries;

/// <summary>A library whose loss settings can be read: what it computes under them, not what their names
/// promise.</summary>
/// <remarks>Read from the sources of TRL 0.12, 0.27 and 1.9, LLaMA-Factory, ms-swift and OpenRLHF. A key that concerns
/// the loss but is not known is an error that names the nearest known one; keys known to be about something else are
/// left out; the rest is listed in <see cref="Imported.Unread"/>. Never guesses: settings whose loss cannot be stated
/// here are refused.</remarks>
public abstract partial record Library
{
    private Library() { }

    /// <summary>For messages and differences.</summary>
    public abstract string Title { get; }

    /// <summary>The keys that its loss reads.</summary>
    public abstract Sequence<string> Options { get; }

    /// <summary>Keys that it does not take, with the remedy.</summary>
    internal virtual IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>();

    internal abstract Draft Compose(Settings settings);

    /// <summary>The objective that the settings mean.</summary>
    /// <exception cref="ArgumentException">A setting is unknown, of the wrong kind, or not to be stated
    /// here.</exception>
    public Imported Import(Settings settings)
    {
        var faults = settings.Keys.Select(Fault).OfType<string>().ToArray();
        if (faults.Length > 0) throw new ArgumentException(string.Join(Environment.NewLine, faults));
        var draft = Compose(settings);
        return new(draft.Objective, draft.Differences, [.. settings.Keys.Where(key =>
            !Options.Contains(key) && !IsOther(key))]);
    }

    /// <summary>From nested dictionaries, such as a YAML reader makes.</summary>
    public Imported Import(IReadOnlyDictionary<string, object?> settings) => Import(Settings.From(settings));

    /// <summary>From a JSON object.</summary>
    public Imported Import(JsonElement settings) => Import(Settings.From(settings));

    /// <summary>From JSON.</summary>
    public Imported ImportJson(string json) => Import(Settings.FromJson(json));

    /// <summary>A name that an option may have.</summary>
    internal string Choice(string key, string given, IEnumerable<string> known) => known.Contains(given) ? given
        : throw new ArgumentException($"{Title}: {key}: expected one of [{string.Join(", ", known)}], got '{given}'. "
            + $"The nearest is '{Words.Nearest(given, known)}'.");

    private string? Fault(string key) =>
        Refused.TryGetValue(key, out var remedy)
            ? $"{Title}: '{key}': expected a setting of this library, got one that "
            + $"it does not take. {remedy}"
        : Options.Contains(key) || IsOther(key) || !Words.Concern(key, Options) ? null
        : $"{Title}: '{key}': expected one of its loss settings, got an unknown one. "
            + $"The nearest is '{Words.Nearest(key, Options)}'.";
}
